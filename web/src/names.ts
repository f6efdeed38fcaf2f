// Names of the model's words. What the page does not know is shown as it came.
import type { Person } from './protocol'
import { rules } from './words/rules'
import { words } from './words/zh'

const named = (names: Record<string, string>, word: string): string => (Object.keys(names).includes(word) ? names[word] : word)

export const roleName = (role: string): string => named(words.roles, role.replace(/_/g, ' '))
export const stateName = (state: string): string => named(words.states, state)
export const slotName = (slot: string): string => named(words.slots, slot)
export function ruleName(rule: string): string {
  for (let parts = rule.split('.'); parts.length; parts = parts.slice(0, -1)) {
    const name = named(rules, parts.join('.'))
    if (name !== parts.join('.')) return name
  }
  return /^[a-z_.]+$/.test(rule) ? words.ruleOther : rule
}
export const kindName = (kind: string): string => named(words.kinds, kind)
export const refusal = (error: string): string => words.refused[error] ?? words.refused.other

// A shape for each colour of the model, so that nobody needs to see colours.
const glyphs: Record<string, string> = { blue: '○', yellow: '◐', red: '●', green: '✓', grey: '?', black: '■' }
export const glyph = (colour: string): string => glyphs[colour] ?? '·'
export const tint = (colour: string): string => (colour in glyphs ? `tint-${colour}` : 'tint-none')

// A person's badge: one character and one of eight quiet colours that stay with the id.
export function badge(id: string, name: string): { letter: string; hue: string } {
  let sum = 7
  for (const c of id) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) % 9973
  const letters = Array.from(name.trim())
  const letter = (words.badgeSkips.includes(letters[0] ?? ' ') && letters[1]) || letters[0] || '·'
  return { letter, hue: `hue-${sum % 8}` }
}

export function fits(person: Person, wanted: string): boolean {
  const all = `${person.name} ${roleName(person.role)} ${person.detail}`.toLowerCase()
  return wanted.toLowerCase().split(/\s+/).every((part) => all.includes(part))
}
