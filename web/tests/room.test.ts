import { beforeEach, describe, expect, it } from 'vitest'
import { decode } from '../src/decode'
import type { Frame, Welcome } from '../src/protocol'
import { apply, emptyRoom, fits, looked, mine, others, unread, type Room } from '../src/room'

let room: Room
const hear = (o: object) => apply(room, decode(JSON.stringify(o)) as Frame)
const welcome = (more: object = {}) => ({ type: 'welcome', mode: 'demo', me: '1', last: 0, people: [{ id: '1', name: '王阿姨', role: 'landlord' }],
  chats: [{ id: 'g', kind: 'group', title: '群' }, { id: 'd1', kind: 'direct', title: '小邻', with: '1' }, { id: 'd2', kind: 'direct', title: '小邻', with: '2' }], ...more })
const message = (n: number, more: object = {}) => ({ type: 'message', n, chat: 'g', id: `m${n}`, from: '2', name: '李', at: '2020-02-11T09:00:00+08:00', text: `话${n}`, ...more })
const texts = () => (room.messages.g ?? []).map((m) => m.text)

beforeEach(() => {
  room = emptyRoom()
  hear(welcome({ last: 2 }))
})

describe('the room', () => {
  it('keeps messages in the order of their numbers and knows the last', () => {
    for (const n of [1, 3, 2]) hear(message(n))
    expect(texts()).toEqual(['话1', '话2', '话3'])
    expect(room.last).toBe(3)
  })
  it('shows a message that comes twice once', () => {
    hear(message(1))
    hear(message(1, { text: '又来' }))
    expect(texts()).toEqual(['又来'])
  })
  it('counts what came after the page was opened, not the history and not my own words', () => {
    hear(message(1))
    hear(message(2))
    expect(unread(room, 'g')).toBe(0)
    hear(message(3))
    hear(message(4, { from: '1' }))
    expect(unread(room, 'g')).toBe(1)
    looked(room, 'g')
    expect(unread(room, 'g')).toBe(0)
  })
  it('turns a card into its result and leaves the rest as it was', () => {
    hear(message(1, { buttons: [{ key: 'q:1:0', label: '对' }] }))
    hear({ type: 'update', id: 'm1', text: '好，已取消。', buttons: [], settled: true })
    expect(room.messages.g[0]).toMatchObject({ text: '好，已取消。', buttons: [], settled: true, name: '李' })
    hear({ type: 'update', id: 'm1', settled: false })
    expect(room.messages.g[0].text).toBe('好，已取消。')
  })
  it('keeps a changed message in its place when it is read again with a new number', () => {
    for (const n of [1, 2]) hear(message(n))
    hear(message(5, { id: 'm1', first: 1, text: '改了' }))
    hear(message(6, { id: 'late', first: 2.5, text: '早说的' }))
    hear(message(4))
    expect(texts()).toEqual(['改了', '话2', '早说的', '话4'])
    expect([room.last, unread(room, 'g')]).toEqual([6, 2])
    hear({ type: 'update', id: 'm2', n: 9, text: '也改了' })
    expect(room.last).toBe(9)
  })
  it('has read all once it is told up to where, though the last words stood in chats it does not see', () => {
    hear(message(1))
    hear({ type: 'upto', n: 2 })
    expect(room.last).toBe(room.history)
  })
  it('replaces what I typed by the message with the same id', () => {
    room.outbox.push({ id: 'x', as: '1', chat: 'g', text: '到了', mention: false, press: null, state: 'sending', error: '', losses: 0 })
    hear({ type: 'recorded', id: 'x', ok: true })
    expect(room.outbox[0].state).toBe('recorded')
    hear(message(3, { id: 'x', from: '1' }))
    expect(room.outbox).toEqual([])
  })
  it('keeps what was not recorded, with the reason', () => {
    room.outbox.push({ id: 'x', as: '1', chat: 'g', text: '到了', mention: false, press: null, state: 'sending', error: '', losses: 0 })
    hear({ type: 'recorded', id: 'x', ok: false, error: 'full' })
    expect(room.outbox[0]).toMatchObject({ state: 'failed', error: 'full' })
  })
  it('forgets everything when I become somebody else, and nothing when I come back as the same', () => {
    hear(message(3))
    hear(welcome({ last: 3 }))
    expect(texts()).toEqual(['话3'])
    hear(welcome({ me: '2', last: 3 }))
    expect(room).toMatchObject({ messages: {}, last: 0, history: 3, me: '2' })
  })
  it('sees that the service was begun anew', () => {
    hear(message(9))
    expect(fits(room, decode(JSON.stringify(welcome({ last: 4 }))) as Welcome)).toBe(false)
    expect(fits(room, decode(JSON.stringify(welcome({ last: 9 }))) as Welcome)).toBe(true)
  })
  it('tells my chats from those of others', () => {
    expect(mine(room).map((c) => c.id)).toEqual(['g', 'd1'])
    expect(others(room).map((c) => c.id)).toEqual(['d2'])
  })
})

describe('a frame', () => {
  it('that is no frame of ours is left alone', () => {
    for (const text of ['', '{', '[]', 'null', '7', '{"type":"dance"}', '{"type":"clock"}', '{"type":"clock","now":5e999}']) expect(decode(text)).toBeNull()
  })
  it('with fields of a wrong kind becomes empty fields, never a fault', () => {
    const junk = { n: 'x', chat: {}, id: 5, from: [], name: null, at: 1, text: { toString: 1 }, mention: 'a', buttons: [1, null, { key: {} }], settled: 'yes', case: 0 }
    for (const type of ['welcome', 'message', 'update', 'recorded', 'cases', 'timeline', 'error'])
      for (const v of [null, 1, 'x', [], {}, [null]])
        expect(() => hear({ ...junk, type, people: v, chats: v, suggestions: v, clock: v, cases: v, past: v, coming: v, unsaid: v })).not.toThrow()
  })
  it('may number its ids', () => {
    hear(message(3, { id: 12, chat: 'g', from: 2, case: 45 }))
    expect(room.messages.g[0]).toMatchObject({ id: '12', from: '2', case: '45' })
  })
})
