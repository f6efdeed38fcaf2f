// Text of a frame -> Frame. What cannot be understood is null: a newer service may say more than this page knows.
import type { Button, CaseHead, Chat, Clock, Entry, Frame, Mark, Message, Next, Person, Timeline } from './protocol'

type Json = Record<string, unknown>

const object = (v: unknown): Json | null => (typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as Json) : null)
const text = (v: unknown): string => (typeof v === 'string' ? v : typeof v === 'number' && Number.isFinite(v) ? String(v) : '')
const number = (v: unknown): number => (typeof v === 'number' && Number.isFinite(v) ? v : 0)
const id = (v: unknown): string | null => text(v) || null
const each = (v: unknown): unknown[] => (Array.isArray(v) ? v : [])
const all = <T>(v: unknown, one: (o: Json) => T): T[] => each(v).map(object).filter((o): o is Json => o !== null).map(one)
const several = (v: unknown, between: string): string => (Array.isArray(v) ? v.map(text).join(between) : text(v))

const person = (o: Json): Person => ({ id: text(o.id), name: text(o.name), role: text(o.role), detail: text(o.detail) })
const button = (o: Json): Button => ({ key: text(o.key), label: text(o.label) })
const mark = (o: Json): Mark => ({ begin: number(o.begin), end: number(o.end), rule: text(o.rule), slot: text(o.slot) })

function chat(o: Json): Chat {
  const kind = o.kind === 'direct' || o.kind === 'supervisors' ? o.kind : 'group'
  return { id: text(o.id), kind, title: text(o.title), with: id(o.with) }
}

function message(o: Json): Message {
  return { n: number(o.n), first: number(o.first) || number(o.n), chat: text(o.chat), id: text(o.id), from: text(o.from), name: text(o.name), at: text(o.at), text: text(o.text),
    mention: each(o.mention).map(text), buttons: all(o.buttons, button), settled: o.settled === true, case: id(o.case) }
}

function next(v: unknown): Next | null {
  const o = object(v)
  return o && { at: text(o.at), what: text(o.what), place: text(o.place) }
}

function clock(v: unknown): Clock | null {
  const o = object(v)
  return o && text(o.now) ? { now: text(o.now), running: o.running === true, to: id(o.to), next: next(o.next) } : null
}

function caseHead(o: Json): CaseHead {
  return { id: text(o.id), title: text(o.title), place: text(o.place), state: text(o.state), colour: text(o.colour), owner: text(o.owner),
    next: next(o.next), open: o.open !== false }
}

function entry(o: Json): Entry {
  return { at: text(o.at), kind: text(o.kind), text: text(o.text), who: text(o.who), why: text(o.why), words: several(o.words, ' … '),
    rule: text(o.rule), to: several(o.to, ' · '), sealed: o.sealed === true, marks: all(o.marks, mark) }
}

function timeline(o: Json): Timeline {
  const head = object(o.case)
  return { case: head && caseHead(head), past: all(o.past, entry), coming: all(o.coming, entry), unsaid: all(o.unsaid, entry) }
}

function parsed(data: string): Json | null {
  try {
    return object(JSON.parse(data))
  } catch {
    return null
  }
}

export function decode(data: string): Frame | null {
  const o = parsed(data)
  if (!o) return null
  switch (o.type) {
    case 'welcome':
      return { type: 'welcome', mode: o.mode === 'serve' ? 'serve' : 'demo', me: id(o.me), last: number(o.last), people: all(o.people, person),
        chats: all(o.chats, chat), suggestions: each(o.suggestions).map(text).filter(Boolean), clock: clock(o.clock) }
    case 'message':
      return { type: 'message', message: message(o) }
    case 'update':
      return { type: 'update', id: text(o.id), n: number(o.n), text: typeof o.text === 'string' ? o.text : null,
        buttons: Array.isArray(o.buttons) ? all(o.buttons, button) : null, settled: typeof o.settled === 'boolean' ? o.settled : null }
    case 'upto':
      return { type: 'upto', n: number(o.n) }
    case 'recorded':
      return { type: 'recorded', id: text(o.id), ok: o.ok === true, error: text(o.error) }
    case 'clock': {
      const at = clock(o)
      return at && { type: 'clock', clock: at }
    }
    case 'cases':
      return { type: 'cases', cases: all(o.cases, caseHead) }
    case 'timeline':
      return { type: 'timeline', timeline: timeline(o) }
    case 'error':
      return { type: 'error', error: text(o.error) }
    default:
      return null
  }
}
