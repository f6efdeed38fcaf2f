// What stands in a chat from top to bottom: messages, with the time where it is worth saying, and a line where the new ones begin.
import type { Outgoing } from './outbox'
import type { Message } from './protocol'
import { dayFrom, hours, moment, sameDay, type Moment } from './times'

export type Row =
  | { kind: 'time'; key: string; text: string }
  | { kind: 'fresh'; key: string }
  | { kind: 'message'; key: string; message: Message; follows: boolean } // follows: the same person goes on
  | { kind: 'pending'; key: string; outgoing: Outgoing }

const pause = 5 * 60000

export function rows(messages: Message[], outbox: Outgoing[], freshFrom: number | null, now: Moment | null): Row[] {
  const out: Row[] = []
  let before: Moment | null = null
  let from = ''
  let fresh = false
  for (const message of messages) {
    const at = moment(message.at)
    if (freshFrom !== null && !fresh && message.first > freshFrom) {
      fresh = true
      from = ''
      out.push({ kind: 'fresh', key: 'fresh' })
    }
    if (at && (!before || !sameDay(before, at) || at.ms - before.ms > pause)) {
      from = ''
      out.push({ kind: 'time', key: `t${message.first}`, text: `${dayFrom(at, now)} ${hours(at)}` })
    }
    before = at ?? before
    out.push({ kind: 'message', key: message.id, message, follows: message.from === from })
    from = message.from
  }
  for (const outgoing of outbox) if (!outgoing.press) out.push({ kind: 'pending', key: outgoing.id, outgoing })
  return out
}
