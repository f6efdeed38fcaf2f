import { describe, expect, it } from 'vitest'
import { day, dayFrom, hours, moment, momentAt, seconds, when } from '../src/times'

const at = (iso: string) => moment(iso)!

describe('times', () => {
  it('are shown in the offset they came with, whatever the zone of the computer', () => {
    expect(`${day(at('2020-02-11T00:30:00+08:00'))} ${hours(at('2020-02-11T00:30:00+08:00'))}`).toBe('2月11日 周二 00:30')
    expect(hours(at('2020-02-11T00:30:00Z'))).toBe('00:30')
    expect(hours(at('2020-02-11T00:30:00-05:30'))).toBe('00:30')
  })
  it('that are not of this form are nothing', () => {
    for (const iso of ['', 'now', '2020-02-11', '2020-02-11T09:00:00', '2020-02-11 09:00:00+08:00']) expect(moment(iso)).toBeNull()
    expect(when('', null)).toBe('')
  })
  it('of near days are named as people name them', () => {
    const now = at('2020-02-28T23:59:00+08:00')
    expect(when('2020-02-29T00:01:00+08:00', now)).toBe('明天 00:01')
    expect(when('2020-02-28T00:01:00+08:00', now)).toBe('今天 00:01')
    expect(dayFrom(at('2020-02-27T23:00:00+08:00'), now)).toBe('昨天')
    expect(when('2020-03-03T09:00:00+08:00', now)).toBe('3月3日 周二 09:00')
    expect(when('2020-03-03T09:00:00+08:00', null)).toBe('3月3日 周二 09:00')
  })
  it('tick over midnight into the next day', () => {
    const m = at('2020-02-29T23:59:59.250+08:00')
    const next = momentAt(m.ms + 1000, m.offset)
    expect(`${day(next)} ${seconds(next)}`).toBe('3月1日 周日 00:00:00')
  })
})
