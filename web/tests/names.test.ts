import { describe, expect, it } from 'vitest'
import { badge, fits, roleName, ruleName, slotName, stateName } from '../src/names'

describe('names', () => {
  it('of rules are taken from the longest beginning that is known, and never shown in another language', () => {
    expect(ruleName('date.lunar.festival')).toBe('农历节日')
    expect(ruleName('date.lunar.some_new_rule')).toBe('农历日子')
    expect(ruleName('brand.new_rule')).toBe('整句的意思')
    expect(ruleName('几月几号')).toBe('几月几号')
  })
  it('of words the page does not know are shown as they came, also when they are names of functions', () => {
    expect([stateName('等回来'), slotName('shoe'), roleName('constructor'), stateName('__proto__')]).toEqual(['等回来', 'shoe', 'constructor', '__proto__'])
    expect([roleName('group leader'), roleName('group_leader')]).toEqual(['组长', '组长'])
  })
  it('give a badge the character that tells people apart, and always the same colour', () => {
    expect([badge('1', '小王').letter, badge('1', '王阿姨').letter, badge('1', '小').letter, badge('1', '').letter, badge('1', '𠮷野').letter]).toEqual(['王', '王', '小', '·', '𠮷'])
    expect(badge('l-wang', '王').hue).toBe(badge('l-wang', '李').hue)
  })
  it('find people by any of their words', () => {
    const wang = { id: '1', name: '王房东', role: 'landlord', detail: '南浜新村68号' }
    expect(fits(wang, '68号 房东') && fits(wang, '') && !fits(wang, '69')).toBe(true)
  })
})
