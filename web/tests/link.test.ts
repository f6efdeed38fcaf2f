import { beforeEach, describe, expect, it } from 'vitest'
import { Link, type Admission, type LinkState, type Socket } from '../src/link'

class FakeSocket implements Socket {
  onopen: ((e: never) => void) | null = null
  onmessage: ((e: never) => void) | null = null
  onclose: ((e: never) => void) | null = null
  sent: string[] = []
  closed = false
  send(text: string) { this.sent.push(text) }
  close() { this.closed = true }
  open() { this.onopen?.({} as never) }
  end(code = 1006) { this.onclose?.({ code } as never) }
  say(data: string) { this.onmessage?.({ data } as never) }
}

let sockets: FakeSocket[], timers: Map<number, { run: () => void; ms: number }>, states: LinkState[], heard: string[], lost: number, admission: Admission
let link: Link
const settle = () => new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)))
const waits = () => [...timers.values()].map((t) => t.ms)
async function elapse() {
  const due = [...timers.values()]
  timers.clear()
  for (const t of due) t.run()
  await settle()
}
const latest = () => sockets[sockets.length - 1]

beforeEach(async () => {
  sockets = []; timers = new Map(); states = []; heard = []; lost = 0; admission = 'taken'
  let timer = 0
  link = new Link(
    { connect: () => { sockets.push(new FakeSocket()); return latest() }, admission: async () => admission, now: () => 0, random: () => 1,
      later: (run, ms) => { timers.set(++timer, { run, ms }); return timer }, cancel: (t) => void timers.delete(t) },
    { opened: () => {}, said: (t) => heard.push(t), lost: () => { ++lost }, state: (s) => states.push(s) })
  link.start()
  await settle()
})

describe('the link', () => {
  it('waits longer after each failure, up to a limit, and short again once it was welcomed', async () => {
    const seen: number[] = []
    for (let i = 0; i < 7; ++i) {
      latest().end()
      seen.push(waits()[0])
      await elapse()
    }
    expect(seen).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000])
    latest().open()
    link.welcomed()
    latest().end()
    expect(waits()).toEqual([500])
  })
  it('sends only while it is open and says when it was lost', () => {
    expect(link.send({ a: 1 })).toBe(false)
    latest().open()
    expect(link.send({ a: 1 })).toBe(true)
    latest().end()
    expect(link.send({ a: 2 })).toBe(false)
    expect([latest().sent, lost]).toEqual([['{"a":1}'], 1])
  })
  it('does not listen to a connection it has given up', async () => {
    const old = latest()
    old.open()
    link.renew()
    await settle()
    old.say('old')
    old.end()
    latest().open()
    latest().say('new')
    expect(heard).toEqual(['new'])
    expect(timers.size).toBe(0)
  })
  it('stops asking when it is told that it is not let in', async () => {
    admission = 'refused'
    latest().end()
    await elapse()
    expect(states[states.length - 1]).toEqual({ at: 'refused' })
    expect([sockets.length, timers.size]).toEqual([1, 0])
  })
  it('asks at once when it was signed out while it was open', async () => {
    latest().open()
    admission = 'refused'
    latest().end(4401)
    await settle()
    expect([states[states.length - 1].at, lost, timers.size]).toEqual(['refused', 1, 0])
  })
  it('gives up a connection that never opens', async () => {
    expect(waits()).toEqual([10000])
    await elapse()
    expect(sockets[0].closed).toBe(true)
    expect(states[states.length - 1].at).toBe('waiting')
  })
})
