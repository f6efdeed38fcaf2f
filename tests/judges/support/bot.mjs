import sdk from '@wecom/aibot-node-sdk'
import { Standin } from './programs.mjs'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

const events = ['connected', 'authenticated', 'disconnected', 'error', 'message.text', 'message.image', 'message.mixed', 'event.enter_chat',
  'event.template_card_event', 'event.disconnected_event']

// WSClient at a gateway, once and without trying again. Everything that it tells is kept, and can be waited for.
export class Bot {
  constructor(gateway, options = {}) {
    this.client = new sdk.WSClient({ botId: Standin.bot.id, secret: Standin.bot.secret, wsUrl: gateway, logger: quiet, heartbeatInterval: 20_000,
      maxReconnectAttempts: 0, maxAuthFailureAttempts: 0, ...options })
    for (const event of events) this.client.on(event, (what) => this.#tell(event, what))
    this.told = []
    this.waiting = []
  }
  #tell(event, what) {
    this.told.push({ event, what })
    for (const wait of this.waiting.filter((one) => one.event === event)) wait.done(what)
    this.waiting = this.waiting.filter((one) => one.event !== event)
  }
  next(event, within = 20_000) {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`no ${event} within ${within} ms; what came: ${this.told.map((one) => one.event)}`)), within)
      this.waiting.push({ event, done: (what) => (clearTimeout(late), done(what)) })
    })
  }
  async in(within) {
    const authenticated = this.next('authenticated', within)
    this.client.connect()
    await authenticated
    return this
  }
  heard = (event) => this.told.some((one) => one.event === event)
}
