// The room as the page has been told it: frames in, state out. No DOM, no socket, no clock.
import { remove, recorded, type Outbox } from './outbox'
import type { CaseHead, Chat, Clock, Frame, Message, Person, Timeline, Welcome } from './protocol'

export interface Room {
  mode: 'demo' | 'serve' | null // null: not yet welcomed
  me: string | null
  people: Person[]
  chats: Chat[]
  suggestions: string[]
  messages: Record<string, Message[]> // by chat, ascending `first`
  last: number // the highest n seen: with it the page reads on
  history: number // what was said before the page came is neither counted nor read aloud
  read: Record<string, number> // by chat: how far was looked at, as `first`
  outbox: Outbox
  clock: Clock | null
  cases: CaseHead[] | null
  timeline: Timeline | null
}

export function emptyRoom(): Room {
  return { mode: null, me: null, people: [], chats: [], suggestions: [], messages: {}, last: 0, history: 0, read: {}, outbox: [], clock: null,
    cases: null, timeline: null }
}

function forget(room: Room): void {
  Object.assign(room, { messages: {}, last: 0, history: 0, read: {}, cases: null, timeline: null })
}

// False: what the page has does not belong to this service's room (it was begun anew); it must read from the beginning.
export function fits(room: Room, welcome: Welcome): boolean {
  return room.last <= welcome.last || room.me !== welcome.me
}

function welcomed(room: Room, welcome: Welcome): void {
  if (room.me !== welcome.me || !fits(room, welcome)) forget(room)
  if (room.last === 0) room.history = welcome.last
  Object.assign(room, { mode: welcome.mode, me: welcome.me, people: welcome.people, chats: welcome.chats, suggestions: welcome.suggestions,
    clock: welcome.clock ?? room.clock })
}

function heard(room: Room, message: Message): void {
  remove(room.outbox, message.id)
  room.last = Math.max(room.last, message.n)
  const all = (room.messages[message.chat] ??= [])
  const same = all.findIndex((m) => m.id === message.id)
  if (same >= 0) {
    all[same] = message
    return
  }
  let at = all.length
  while (at > 0 && all[at - 1].first > message.first) --at
  all.splice(at, 0, message)
}

function updated(room: Room, frame: Extract<Frame, { type: 'update' }>): void {
  room.last = Math.max(room.last, frame.n)
  for (const all of Object.values(room.messages)) {
    const message = all.find((m) => m.id === frame.id)
    if (!message) continue
    if (frame.text !== null) message.text = frame.text
    if (frame.buttons !== null) message.buttons = frame.buttons
    if (frame.settled !== null) message.settled = frame.settled
  }
}

export function apply(room: Room, frame: Frame): void {
  switch (frame.type) {
    case 'welcome': return welcomed(room, frame)
    case 'message': return heard(room, frame.message)
    case 'update': return updated(room, frame)
    case 'upto': room.last = Math.max(room.last, frame.n); return
    case 'recorded': return recorded(room.outbox, frame.id, frame.ok, frame.error)
    case 'clock': room.clock = frame.clock; return
    case 'cases': room.cases = frame.cases; return
    case 'timeline': room.timeline = frame.timeline; return
    case 'error': return
  }
}

export function unread(room: Room, chat: string): number {
  const from = Math.max(room.read[chat] ?? 0, room.history)
  return (room.messages[chat] ?? []).filter((m) => m.first > from && m.from !== room.me).length
}

export function looked(room: Room, chat: string): void {
  const all = room.messages[chat]
  if (all?.length) room.read[chat] = Math.max(room.read[chat] ?? 0, all[all.length - 1].first)
}

// My own chats first, as they were given; other people's direct chats (only the demo has them) apart.
export function mine(room: Room): Chat[] {
  return room.chats.filter((c) => c.kind !== 'direct' || c.with === null || c.with === room.me)
}
export function others(room: Room): Chat[] {
  return room.chats.filter((c) => c.kind === 'direct' && c.with !== null && c.with !== room.me)
}
