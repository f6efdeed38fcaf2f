// Wires the room to the connection: what the components see and what they may do.
import { inject, reactive, type InjectionKey } from 'vue'
import { decode } from './decode'
import { Link, type LinkParts, type LinkState } from './link'
import { again, connectionLost, fitsAFrame, frameOf, nextToSend, remove, type Outgoing } from './outbox'
import type { ClockTarget, Frame, Outbound } from './protocol'
import { apply, emptyRoom, fits, type Room } from './room'
import { words } from './words/zh'

export type Door = 'entering' | 'in' | 'out' | 'spent' | 'left' | 'trouble'

export interface ClientParts extends LinkParts {
  newId(): string
  remembered(): string | null // demo: whom this tab was before a reload
  remember(person: string): void
}

const answerLimit = 12000 // without an answer for so long the connection is dead, whatever the browser thinks

export interface View {
  room: Room
  link: LinkState
  door: Door
  openCase: string | null
  clockAt: number // when the last clock frame came, on the browser's own clock
  troubled: boolean // the service said `error`
}

export class Client {
  readonly view: View = reactive({ room: emptyRoom(), link: { at: 'connecting' }, door: 'entering', openCase: null, clockAt: 0, troubled: false })
  private link: Link
  private unanswered: number | null = null
  private wanted: string | null // whom a new connection is to be
  private becoming: string | null = null // asked by `be` and not yet answered: until then nothing is said, for it would be said as whom?

  constructor(private parts: ClientParts) {
    this.wanted = parts.remembered()
    this.link = new Link(parts, {
      opened: () => this.hello(),
      said: (text) => this.heard(decode(text)),
      lost: () => this.lost(),
      state: (state) => {
        this.view.link = state
        if (state.at === 'refused' && (this.view.door === 'in' || this.view.door === 'entering')) this.view.door = 'out'
      },
    })
  }

  start(): void {
    this.view.door = 'in'
    this.link.start()
  }
  retry(): void {
    this.link.renew()
  }
  enterAgain: () => void = () => this.start() // main knows the code
  signedOut(): void {
    this.link.stop()
    Object.assign(this.view, { room: emptyRoom(), door: 'left', openCase: null })
  }

  be(person: string): void {
    this.wanted = person
    this.parts.remember(person)
    this.view.openCase = null
    if (this.send({ type: 'be', person })) this.becoming = person
  }

  say(chat: string, text: string): void {
    this.put({ chat, text, mention: text.includes(`@${words.botName}`), press: null })
  }
  press(chat: string, message: string, key: string): void {
    for (const o of this.view.room.outbox.filter((x) => x.press?.message === message)) remove(this.view.room.outbox, o.id)
    this.put({ chat, text: '', mention: false, press: { message, key } })
  }
  again(id: string): void {
    again(this.view.room.outbox, id)
    this.flush()
  }
  takeBack(id: string): string {
    return remove(this.view.room.outbox, id)?.text ?? ''
  }

  move(to: ClockTarget): void {
    this.view.troubled = false
    this.send({ type: 'clock', to })
  }
  open(id: string | null): void {
    this.view.openCase = id
    this.view.room.timeline = null
    if (id) this.send({ type: 'case', case: id })
  }

  private send(frame: Outbound): boolean {
    return this.link.send(frame)
  }

  private hello(): void {
    const { room } = this.view
    const same = this.wanted === null || this.wanted === room.me
    this.send({ type: 'hello', last: same ? room.last : 0, ...(this.wanted ? { person: this.wanted } : {}) })
  }

  private heard(frame: Frame | null): void {
    if (!frame) return
    const { room } = this.view
    if (frame.type === 'welcome' && !fits(room, frame)) {
      this.view.room = emptyRoom()
      this.view.room.outbox = room.outbox
      return this.link.renew()
    }
    apply(room, frame)
    if (frame.type === 'welcome') this.welcomed()
    if (frame.type === 'welcome' || frame.type === 'clock') this.view.clockAt = this.parts.now()
    if (frame.type === 'clock') this.view.troubled = false
    if (frame.type === 'error') this.view.troubled = true
    if (frame.type === 'recorded') {
      this.answered()
      this.flush()
    }
  }

  private welcomed(): void {
    this.link.welcomed()
    this.view.troubled = false
    const { me, mode } = this.view.room
    if (me === null || me === this.becoming) this.becoming = null
    if (!this.becoming) this.wanted = mode === 'demo' ? me : null
    this.send({ type: 'cases' })
    if (this.view.openCase) this.send({ type: 'case', case: this.view.openCase })
    this.flush()
  }

  private put(o: Pick<Outgoing, 'chat' | 'text' | 'mention' | 'press'>): void {
    const { me, outbox } = this.view.room
    if (me) {
      const made: Outgoing = { ...o, id: this.parts.newId(), as: me, state: 'waiting', error: '', losses: 0 }
      outbox.push(fitsAFrame(made) ? made : { ...made, state: 'failed', error: 'too_long' })
    }
    this.flush()
  }

  private flush(): void {
    const { room } = this.view
    const next = nextToSend(room.outbox, room.me)
    if (!next || this.view.link.at !== 'open' || room.mode === null || this.becoming || !this.send(frameOf(next))) return
    next.state = 'sending'
    this.unanswered = this.parts.later(() => this.link.renew(), answerLimit)
  }

  private answered(): void {
    if (this.unanswered !== null) this.parts.cancel(this.unanswered)
    this.unanswered = null
  }

  private lost(): void {
    this.becoming = null
    this.answered()
    connectionLost(this.view.room.outbox)
  }
}

export const clientKey: InjectionKey<Client> = Symbol('client')
export function useClient(): Client {
  const client = inject(clientKey)
  if (!client) throw new Error('no client was provided')
  return client
}
