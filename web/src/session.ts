// Who may come in. The demo needs nothing; a served room is entered by a code that stands in the fragment and is spent by POST.
import type { Admission } from './link'

const session = '/chat/session'

// Takes the code out of the address at once, so that it stays neither on the screen nor in the history.
export function takeCode(location: Location, history: History): string | null {
  const match = /^#code=([^&]+)$/.exec(location.hash)
  if (!match) return null
  history.replaceState(null, '', location.pathname + location.search)
  try {
    return decodeURIComponent(match[1])
  } catch {
    return match[1]
  }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
}

export async function enter(code: string): Promise<'in' | 'spent' | 'trouble'> {
  try {
    const answer = await post(session, { code })
    if (answer.ok) return 'in'
    return answer.status >= 500 || answer.status === 429 ? 'trouble' : 'spent'
  } catch {
    return 'trouble'
  }
}

export async function leave(): Promise<boolean> {
  try {
    return (await post('/chat/sign-out', {})).ok
  } catch {
    return false
  }
}

export async function admission(): Promise<Admission> {
  try {
    const answer = await fetch(session, { credentials: 'same-origin', cache: 'no-store' })
    if (answer.status === 401) return 'refused'
    return answer.status >= 500 ? 'unreachable' : 'taken'
  } catch {
    return 'unreachable'
  }
}
