import { describe, expect, it } from 'vitest'
import { again, connectionLost, fitsAFrame, frameOf, mayTryAgain, nextToSend, recorded, type Outgoing } from '../src/outbox'

const out = (id: string, more: Partial<Outgoing> = {}): Outgoing =>
  ({ id, as: '1', chat: 'g', text: id, mention: false, press: null, state: 'waiting', error: '', losses: 0, ...more })

describe('the outbox', () => {
  it('sends one after the other, in the order of typing', () => {
    const box = [out('a'), out('b')]
    expect(nextToSend(box, '1')?.id).toBe('a')
    box[0].state = 'sending'
    expect(nextToSend(box, '1')).toBeNull()
    recorded(box, 'a', true, '')
    expect(nextToSend(box, '1')?.id).toBe('b')
  })
  it('says nothing in another person’s name', () => {
    expect(nextToSend([out('a')], '2')).toBeNull()
    expect(nextToSend([out('a')], null)).toBeNull()
  })
  it('sends again, with the same id, what was under way when the connection was lost', () => {
    const box = [out('a', { state: 'sending' }), out('b')]
    connectionLost(box)
    expect(nextToSend(box, '1')?.id).toBe('a')
  })
  it('gives up what takes the connection down each time, and says so', () => {
    const box = [out('a')]
    for (let i = 0; i < 4; ++i) {
      nextToSend(box, '1')!.state = 'sending'
      connectionLost(box)
    }
    expect(box[0]).toMatchObject({ state: 'failed', error: 'lost' })
    again(box, 'a')
    expect(box[0]).toMatchObject({ state: 'waiting', losses: 0 })
  })
  it('knows what would not fit into a frame, in bytes and not in characters', () => {
    expect(fitsAFrame(out('a', { text: 'a'.repeat(14000) }))).toBe(true)
    expect(fitsAFrame(out('a', { text: '邻'.repeat(6000) }))).toBe(false)
  })
  it('lets what failed wait for the person, and what comes after it go on', () => {
    const box = [out('a', { state: 'sending' }), out('b')]
    recorded(box, 'a', false, 'busy')
    expect(nextToSend(box, '1')?.id).toBe('b')
    again(box, 'a')
    expect(nextToSend(box, '1')).toMatchObject({ id: 'a', error: '' })
  })
  it('does not offer to repeat words that were refused for what they are', () => {
    expect(['full', 'read_only', 'busy', 'anything'].every(mayTryAgain)).toBe(true)
    expect(['too_long', 'not_text', 'not_yours', 'failed'].some(mayTryAgain)).toBe(false)
  })
  it('presses as a press and is done with it once it is recorded', () => {
    const box = [out('p', { press: { message: 'm', key: 'q:1:0' }, state: 'sending' })]
    expect(frameOf(box[0])).toEqual({ type: 'press', id: 'p', chat: 'g', message: 'm', key: 'q:1:0' })
    recorded(box, 'p', true, '')
    expect(box).toEqual([])
  })
})
