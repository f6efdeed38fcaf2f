// The frames of docs/webchat.md as the page uses them, decoded: every field is there, what was left out is null or empty.

export interface Person { id: string; name: string; role: string; detail: string }
export type ChatKind = 'group' | 'direct' | 'supervisors'
export interface Chat { id: string; kind: ChatKind; title: string; with: string | null }
export interface Button { key: string; label: string }

export interface Message {
  n: number // of the last change
  first: number // of the first saying: its place in the chat
  chat: string
  id: string
  from: string // a person's id, or 'bot'
  name: string
  at: string
  text: string
  mention: string[]
  buttons: Button[]
  settled: boolean
  case: string | null
}

export interface Next { at: string; what: string; place: string }
export interface Clock { now: string; running: boolean; to: string | null; next: Next | null }

export interface CaseHead {
  id: string
  title: string
  place: string
  state: string
  colour: string
  owner: string
  next: Next | null
  open: boolean
}

export interface Mark { begin: number; end: number; rule: string; slot: string } // code points of the text
export interface Entry {
  at: string
  kind: string
  text: string
  who: string
  why: string
  words: string
  rule: string
  to: string
  sealed: boolean
  marks: Mark[]
}
export interface Timeline { case: CaseHead | null; past: Entry[]; coming: Entry[]; unsaid: Entry[] }

export interface Welcome {
  type: 'welcome'
  mode: 'demo' | 'serve'
  me: string | null
  last: number
  people: Person[]
  chats: Chat[]
  suggestions: string[]
  clock: Clock | null
}
export type Frame =
  | Welcome
  | { type: 'message'; message: Message }
  | { type: 'update'; id: string; n: number; text: string | null; buttons: Button[] | null; settled: boolean | null }
  | { type: 'upto'; n: number }
  | { type: 'recorded'; id: string; ok: boolean; error: string }
  | { type: 'clock'; clock: Clock }
  | { type: 'cases'; cases: CaseHead[] }
  | { type: 'timeline'; timeline: Timeline }
  | { type: 'error'; error: string }

export type ClockTarget = 'now' | '+1h' | 'next' | '+1d'
export type Outbound =
  | { type: 'hello'; last: number; person?: string }
  | { type: 'be'; person: string }
  | { type: 'say'; id: string; chat: string; text: string; mention: boolean }
  | { type: 'press'; id: string; chat: string; message: string; key: string }
  | { type: 'clock'; to: ClockTarget }
  | { type: 'cases' }
  | { type: 'case'; case: string }

export const bot = 'bot'
