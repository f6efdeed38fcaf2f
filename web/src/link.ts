// The connection: asks whether it would be taken, opens the socket, and after a loss tries again, each time later than before.
export type Admission = 'taken' | 'refused' | 'unreachable'
export type LinkState = { at: 'connecting' } | { at: 'open' } | { at: 'waiting'; until: number } | { at: 'refused' } | { at: 'stopped' }

export interface Socket {
  onopen: ((e: never) => void) | null
  onmessage: ((e: never) => void) | null
  onclose: ((e: never) => void) | null
  send(text: string): void
  close(): void
}

export interface LinkParts {
  connect(): Socket
  admission(): Promise<Admission>
  now(): number // milliseconds
  later(run: () => void, ms: number): number
  cancel(timer: number): void
  random(): number // 0 to 1
}

export interface LinkEars {
  opened(): void
  said(text: string): void
  lost(): void
  state(state: LinkState): void
}

const firstWait = 500
const longestWait = 15000
const openingLimit = 10000
const signedOut = 4401 // closed by the service: whether we are still let in is asked at once

export class Link {
  private socket: Socket | null = null
  private open = false
  private failures = 0
  private timer: number | null = null
  private turn = 0 // what an earlier attempt still has to say is not listened to

  constructor(private parts: LinkParts, private ears: LinkEars) {}

  start(): void {
    void this.attempt()
  }

  // Once the service has welcomed us, the next loss begins with a short wait again.
  welcomed(): void {
    this.failures = 0
  }

  send(frame: object): boolean {
    if (!this.open || !this.socket) return false
    this.socket.send(JSON.stringify(frame))
    return true
  }

  // Give up this connection and make a new one now.
  renew(): void {
    this.drop()
    void this.attempt()
  }

  stop(): void {
    this.drop()
    this.ears.state({ at: 'stopped' })
  }

  private drop(): void {
    ++this.turn
    const { socket, open } = this
    this.socket = null
    this.open = false
    if (this.timer !== null) this.parts.cancel(this.timer)
    this.timer = null
    socket?.close()
    if (open) this.ears.lost()
  }

  private async attempt(): Promise<void> {
    const turn = ++this.turn
    if (this.timer !== null) this.parts.cancel(this.timer)
    this.timer = null
    this.ears.state({ at: 'connecting' })
    const admission = await this.parts.admission()
    if (turn !== this.turn) return
    if (admission === 'refused') return this.ears.state({ at: 'refused' })
    if (admission === 'unreachable') return this.wait()
    const socket = (this.socket = this.parts.connect())
    this.timer = this.parts.later(() => turn === this.turn && this.failed(), openingLimit)
    socket.onopen = () => {
      if (turn !== this.turn) return
      if (this.timer !== null) this.parts.cancel(this.timer)
      this.timer = null
      this.open = true
      this.ears.state({ at: 'open' })
      this.ears.opened()
    }
    socket.onmessage = (e: { data: unknown }) => {
      if (turn === this.turn && typeof e.data === 'string') this.ears.said(e.data)
    }
    socket.onclose = (e: { code?: number }) => {
      if (turn !== this.turn) return
      if (e.code === signedOut) this.renew()
      else this.failed()
    }
  }

  private failed(): void {
    this.drop()
    this.wait()
  }

  private wait(): void {
    const most = Math.min(longestWait, firstWait * 2 ** this.failures++)
    const ms = most * (0.7 + 0.3 * this.parts.random())
    this.ears.state({ at: 'waiting', until: this.parts.now() + ms })
    this.timer = this.parts.later(() => void this.attempt(), ms)
  }
}
