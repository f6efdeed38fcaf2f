// What was typed or pressed and is not yet known to be recorded. One at a time is under way, in the order of typing, so that a
// lost connection never changes the order; what comes again keeps its id, and the service answers it once.
import type { Outbound } from './protocol'

export interface Outgoing {
  id: string
  as: string // who said it: it is never sent as anybody else
  chat: string
  text: string
  mention: boolean
  press: { message: string; key: string } | null
  state: 'waiting' | 'sending' | 'recorded' | 'failed'
  error: string
  losses: number // how often the connection was lost while it was under way
}

export type Outbox = Outgoing[]

const mostLosses = 4
const longest = 15000 // bytes of a frame; the service cuts off who sends more than 16 KB

export const fitsAFrame = (o: Outgoing): boolean => new TextEncoder().encode(JSON.stringify(frameOf(o))).length <= longest

export function nextToSend(outbox: Outbox, me: string | null): Outgoing | null {
  if (outbox.some((o) => o.state === 'sending')) return null
  return outbox.find((o) => o.state === 'waiting' && o.as === me) ?? null
}

export function frameOf(o: Outgoing): Outbound {
  if (o.press) return { type: 'press', id: o.id, chat: o.chat, message: o.press.message, key: o.press.key }
  return { type: 'say', id: o.id, chat: o.chat, text: o.text, mention: o.mention }
}

export function recorded(outbox: Outbox, id: string, ok: boolean, error: string): void {
  const at = outbox.findIndex((o) => o.id === id)
  if (at < 0) return
  if (ok && outbox[at].press) outbox.splice(at, 1)
  else Object.assign(outbox[at], ok ? { state: 'recorded', error: '' } : { state: 'failed', error })
}

export function connectionLost(outbox: Outbox): void {
  for (const o of outbox)
    if (o.state === 'sending') Object.assign(o, ++o.losses < mostLosses ? { state: 'waiting' } : { state: 'failed', error: 'lost' })
}

export function again(outbox: Outbox, id: string): void {
  const o = outbox.find((x) => x.id === id)
  if (o?.state === 'failed') Object.assign(o, { state: 'waiting', error: '', losses: 0 })
}

export function remove(outbox: Outbox, id: string): Outgoing | null {
  const at = outbox.findIndex((o) => o.id === id)
  return at < 0 ? null : outbox.splice(at, 1)[0]
}

// Trying again makes no sense where the words themselves were refused.
export const mayTryAgain = (error: string): boolean => error !== 'too_long' && error !== 'not_text' && error !== 'not_yours' && error !== 'failed'
