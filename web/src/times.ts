// Times are shown as the service wrote them: the offset in the text decides, never the zone of the computer.
import { words } from './words/zh'

export interface Moment { ms: number; offset: number; year: number; month: number; day: number; hour: number; minute: number; second: number; weekday: number }

const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

export function momentAt(ms: number, offset: number): Moment {
  const d = new Date(ms + offset * 60000)
  return { ms, offset, year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate(), hour: d.getUTCHours(), minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(), weekday: d.getUTCDay() }
}

export function moment(iso: string): Moment | null {
  const m = shape.exec(iso)
  if (!m) return null
  const offset = m[7] === 'Z' ? 0 : (m[7][0] === '-' ? -1 : 1) * (Number(m[7].slice(1, 3)) * 60 + Number(m[7].slice(4, 6)))
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]), Number(m[4]), Number(m[5]), Number(m[6] ?? 0)) - offset * 60000
  return Number.isNaN(ms) ? null : momentAt(ms, offset)
}

const two = (n: number): string => String(n).padStart(2, '0')
const dayNumber = (m: Moment): number => Math.floor((m.ms + m.offset * 60000) / 86400000)

export const hours = (m: Moment): string => `${two(m.hour)}:${two(m.minute)}`
export const seconds = (m: Moment): string => `${hours(m)}:${two(m.second)}`
export const day = (m: Moment): string => words.time.day(m.month, m.day, words.time.weekdays[m.weekday])
export const sameDay = (a: Moment, b: Moment): boolean => dayNumber(a) === dayNumber(b)

// 今天 and its neighbours as seen from `now`, else the date.
export function dayFrom(m: Moment, now: Moment | null): string {
  const near = now && words.time.near[dayNumber(m) - dayNumber(now)]
  return near || day(m)
}

// A day and an hour in one line; empty for what is no time.
export function when(iso: string, now: Moment | null): string {
  const m = moment(iso)
  return m ? `${dayFrom(m, now)} ${hours(m)}` : ''
}
