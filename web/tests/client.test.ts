import { beforeEach, describe, expect, it } from 'vitest'
import { Client } from '../src/client'
import type { Socket } from '../src/link'

type Sent = { type: string; [field: string]: unknown }
class FakeSocket implements Socket {
  onopen: ((e: never) => void) | null = null
  onmessage: ((e: never) => void) | null = null
  onclose: ((e: never) => void) | null = null
  sent: Sent[] = []
  send(text: string) { this.sent.push(JSON.parse(text)) }
  close() {}
  hear(frame: object) { this.onmessage?.({ data: JSON.stringify(frame) } as never) }
}

let sockets: FakeSocket[], timers: Map<number, () => void>, remembered: string | null, client: Client
const settle = () => new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)))
const line = () => sockets[sockets.length - 1]
const says = () => sockets.flatMap((s) => s.sent).filter((f) => f.type === 'say').map((f) => f.text)
const welcome = (me: string | null, more: object = {}) => line().hear({ type: 'welcome', mode: 'demo', me, last: 0, people: [], chats: [{ id: 'g', kind: 'group', title: '群' }], ...more })

async function begin() {
  sockets = []; timers = new Map()
  let ids = 0
  client = new Client({ connect: () => { sockets.push(new FakeSocket()); return line() }, admission: async () => 'taken', now: () => 0, random: () => 1,
    later: (run) => { timers.set(++ids, run); return ids }, cancel: (t) => void timers.delete(t), newId: () => `id-${++ids}`,
    remembered: () => remembered, remember: (p) => { remembered = p } })
  client.start()
  await settle()
  line().onopen?.({} as never)
}
beforeEach(async () => {
  remembered = '1'
  await begin()
})

describe('the client', () => {
  it('greets as whom it was, and asks for the cases once it is welcomed', () => {
    expect(line().sent).toEqual([{ type: 'hello', last: 0, person: '1' }])
    welcome('1')
    expect(line().sent[1]).toEqual({ type: 'cases' })
  })
  it('says nothing between asking to be somebody and being welcomed as them', () => {
    welcome('1')
    client.be('2')
    client.say('g', '还是1说的')
    welcome('1') // unasked: names have changed
    expect(says()).toEqual([])
    welcome('2')
    expect(says()).toEqual([])
    client.say('g', '2说的')
    expect(says()).toEqual(['2说的'])
  })
  it('speaks where it is let in by a link, whoever this tab was in a demo', async () => {
    remembered = 'somebody of a demo'
    await begin()
    welcome('9', { mode: 'serve' })
    client.say('g', '到了')
    expect(says()).toEqual(['到了'])
  })
  it('takes a connection that does not answer for dead, and says it again on the next', async () => {
    welcome('1')
    client.say('g', '到了')
    expect(timers.size).toBe(1)
    ;[...timers.values()][0]()
    await settle()
    line().onopen?.({} as never)
    welcome('1')
    expect(says()).toEqual(['到了', '到了'])
    line().hear({ type: 'recorded', id: client.view.room.outbox[0].id, ok: true })
    expect(timers.size).toBe(0)
  })
  it('reads on from the last number as the same person, and from the beginning as another', async () => {
    welcome('1', { last: 5 })
    line().hear({ type: 'message', n: 5, chat: 'g', id: 'm', from: '2', name: '', at: '', text: '' })
    client.retry()
    await settle()
    line().onopen?.({} as never)
    expect(line().sent[0]).toEqual({ type: 'hello', last: 5, person: '1' })
    client.view.link = { at: 'waiting', until: 0 }
    sockets.push(new FakeSocket())
    client.be('2')
    client.retry()
    await settle()
    line().onopen?.({} as never)
    expect(line().sent[0]).toEqual({ type: 'hello', last: 0, person: '2' })
  })
})
