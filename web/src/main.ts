import { createApp } from 'vue'
import App from './App.vue'
import { Client, clientKey } from './client'
import { admission, enter, takeCode } from './session'
import './styles/base.css'
import './styles/layout.css'
import './styles/chat.css'
import './styles/cases.css'

const remembered = 'linli.person'

function socketAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/chat/ws`
}
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('')
}

const client = new Client({
  connect: () => new WebSocket(socketAddress()),
  admission,
  now: () => performance.now(),
  later: (run, ms) => window.setTimeout(run, ms),
  cancel: (timer) => window.clearTimeout(timer),
  random: Math.random,
  newId,
  remembered: () => sessionStorage.getItem(remembered),
  remember: (person) => sessionStorage.setItem(remembered, person),
})

async function begin(code: string | null): Promise<void> {
  if (!code) return client.start()
  client.view.door = 'entering'
  client.enterAgain = () => void begin(code)
  const outcome = await enter(code)
  if (outcome === 'in') client.start()
  else client.view.door = outcome
}

// A phone that wakes up, or finds its network again, does not wait for the next attempt.
const awake = () => {
  if (client.view.link.at === 'waiting' && document.visibilityState === 'visible') client.retry()
}
window.addEventListener('online', awake)
document.addEventListener('visibilitychange', awake)
// A second personal link opened in this tab changes only the fragment.
window.addEventListener('hashchange', () => {
  const code = takeCode(location, history)
  if (code) void begin(code)
})

createApp(App).provide(clientKey, client).mount('#page')
void begin(takeCode(location, history))
