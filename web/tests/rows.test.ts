import { describe, expect, it } from 'vitest'
import { days } from '../src/days'
import type { Entry, Message } from '../src/protocol'
import { rows } from '../src/rows'
import { moment } from '../src/times'

const message = (n: number, at: string, from = '1') => ({ n, first: n, id: `m${n}`, at: `2020-02-${at}:00+08:00`, from, text: '' }) as Message
const now = moment('2020-02-12T10:00:00+08:00')

describe('rows', () => {
  it('say the time after a pause and on a new day, and join what one person says in a row', () => {
    const all = rows([message(1, '11T09:00'), message(2, '11T09:01'), message(3, '11T09:20'), message(4, '12T09:21', '2')], [], null, now)
    expect(all.map((r) => (r.kind === 'time' ? r.text : r.kind === 'message' ? `${r.message.id}${r.follows ? '+' : ''}` : r.kind)))
      .toEqual(['昨天 09:00', 'm1', 'm2+', '昨天 09:20', 'm3', '今天 09:21', 'm4'])
  })
  it('draw one line above what is new', () => {
    const all = rows([message(1, '11T09:00'), message(2, '11T09:01'), message(3, '11T09:02')], [], 1, now)
    expect(all.map((r) => r.kind)).toEqual(['time', 'message', 'fresh', 'message', 'message'])
  })
  it('put what is not yet recorded at the end, presses excepted', () => {
    const box = { id: 'x', as: '1', chat: 'g', text: 'a', mention: false, press: null, state: 'waiting' as const, error: '', losses: 0 }
    expect(rows([message(1, '11T09:00')], [{ ...box, press: { message: 'm1', key: 'k' } }, box], null, now).map((r) => r.kind)).toEqual(['time', 'message', 'pending'])
  })
})

describe('days', () => {
  it('group the entries and survive an entry without a time', () => {
    const entry = (at: string) => ({ at, text: at }) as Entry
    const all = days([entry('2020-02-11T09:00:00+08:00'), entry(''), entry('2020-02-12T00:00:00+08:00')], now)
    expect(all.map((d) => [d.title, d.entries.length])).toEqual([['昨天', 2], ['今天', 1]])
  })
})
