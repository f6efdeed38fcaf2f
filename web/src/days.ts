// Entries of a timeline, day by day.
import type { Entry } from './protocol'
import { dayFrom, moment, sameDay, type Moment } from './times'

export interface Day { key: string; title: string; entries: Entry[] }

export function days(entries: Entry[], now: Moment | null): Day[] {
  const out: Day[] = []
  let before: Moment | null = null
  for (const entry of entries) {
    const at = moment(entry.at)
    if (!out.length || (at && (!before || !sameDay(before, at))))
      out.push({ key: `${out.length}`, title: at ? dayFrom(at, now) : '', entries: [] })
    before = at ?? before
    out[out.length - 1].entries.push(entry)
  }
  return out
}
