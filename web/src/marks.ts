// Cuts a text at marks counted in code points (an emoji is one), so that each piece can be shown as plain text.
import type { Mark } from './protocol'

export interface Piece { text: string; marks: Mark[] }

export function cut(text: string, marks: Mark[]): Piece[] {
  const points = Array.from(text)
  const within = marks
    .map((m) => ({ ...m, begin: Math.max(0, m.begin), end: Math.min(points.length, m.end) }))
    .filter((m) => m.begin < m.end)
  const edges = [...new Set([0, points.length, ...within.flatMap((m) => [m.begin, m.end])])].sort((a, b) => a - b)
  return edges.slice(1).map((end, i) => {
    const begin = edges[i]
    return { text: points.slice(begin, end).join(''), marks: within.filter((m) => m.begin <= begin && end <= m.end) }
  })
}

export function marked(text: string, mark: Mark): string {
  return Array.from(text).slice(Math.max(0, mark.begin), mark.end).join('')
}

// The names that are called with @ in a message, each a piece of its own.
export function callings(text: string, names: string[]): { text: string; called: boolean }[] {
  const wanted = [...new Set(names.filter(Boolean))].map((n) => `@${n}`).sort((a, b) => b.length - a.length)
  const pieces: { text: string; called: boolean }[] = []
  let plain = ''
  for (let i = 0; i < text.length;) {
    const hit = text[i] === '@' ? wanted.find((w) => text.startsWith(w, i)) : undefined
    if (!hit) {
      plain += text[i++]
      continue
    }
    if (plain) pieces.push({ text: plain, called: false })
    plain = ''
    pieces.push({ text: hit, called: true })
    i += hit.length
  }
  if (plain) pieces.push({ text: plain, called: false })
  return pieces
}

// A settled card: its words, and as their last line what came of it. One line alone is the card's words.
export function outcome(text: string): { said: string; result: string } {
  const end = text.lastIndexOf('\n')
  return end > 0 ? { said: text.slice(0, end), result: text.slice(end + 1) } : { said: text, result: '' }
}
