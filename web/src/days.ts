// Entries of a timeline, day by day.
import type { Entry } from './protocol'
import { dayFrom, moment, sameDay, type Moment } from './times'

export interface Day { key: string; title: string; entries: Entry[]; above: string[] } // above: for each entry, what was said last before it

export function days(entries: Entry[], now: Moment | null): Day[] {
  const out: Day[] = []
  let said = ''
  let before: Moment | null = null
  for (const entry of entries) {
    const at = moment(entry.at)
    if (!out.length || (at && (!before || !sameDay(before, at))))
      out.push({ key: `${out.length}`, title: at ? dayFrom(at, now) : '', entries: [], above: [] })
    before = at ?? before
    out[out.length - 1].entries.push(entry)
    out[out.length - 1].above.push(said)
    if (entry.kind === 'said') said = entry.text
  }
  return out
}
