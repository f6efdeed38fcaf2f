import { describe, expect, it } from 'vitest'
import { callings, cut, marked, outcome } from '../src/marks'

const mark = (begin: number, end: number, slot = 'date') => ({ begin, end, rule: 'r', slot })

describe('marks', () => {
  it('are counted in code points, so an emoji before them shifts nothing', () => {
    expect(cut('🏠𠮷2月15号到', [mark(2, 7)]).map((p) => p.text)).toEqual(['🏠𠮷', '2月15号', '到'])
    expect(marked('🏠𠮷2月15号到', mark(2, 7))).toBe('2月15号')
  })
  it('that overlap are cut where they begin and end, each piece knowing all of its own', () => {
    const pieces = cut('从武汉回来', [mark(0, 3, 'origin'), mark(1, 5, 'intent')])
    expect(pieces.map((p) => [p.text, p.marks.map((m) => m.slot)])).toEqual([['从', ['origin']], ['武汉', ['origin', 'intent']], ['回来', ['intent']]])
  })
  it('outside the text, empty or turned round are left out and the text stays whole', () => {
    const pieces = cut('到了', [mark(-3, 1), mark(5, 9), mark(1, 1), mark(2, 1)])
    expect(pieces.map((p) => p.text).join('')).toBe('到了')
    expect(pieces[0].marks).toHaveLength(1)
    expect(cut('', [mark(0, 4)])).toEqual([])
  })
})

describe('callings', () => {
  it('are the known names after an @, the longest first', () => {
    expect(callings('@小邻 你好，@王阿姨2 和@王阿姨', ['小邻', '王阿姨', '王阿姨2']).filter((p) => p.called).map((p) => p.text)).toEqual(['@小邻', '@王阿姨2', '@王阿姨'])
  })
  it('leave every character where it was', () => {
    const text = 'a@b @@小邻@'
    expect(callings(text, ['小邻', '']).map((p) => p.text).join('')).toBe(text)
  })
})

describe('a settled card', () => {
  it('ends with what came of it', () => {
    expect(outcome('小周到了吗？\n回“到了”就好。\n✓ 到了')).toEqual({ said: '小周到了吗？\n回“到了”就好。', result: '✓ 到了' })
    expect(outcome('好，已取消。')).toEqual({ said: '好，已取消。', result: '' })
  })
})
