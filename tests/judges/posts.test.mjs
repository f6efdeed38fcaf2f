// The stand-in's posts, as WeCom's own packages see them: they open what it seals, and it takes no answer but theirs.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { callback, sealed } from './support/callback.mjs'
import { nonceOf } from './support/envelopes.mjs'
import { Standin, until } from './support/programs.mjs'

const limit = { timeout: 60_000 }, together = { timeout: 120_000, concurrency: 4 } // each test has a stand-in of its own
const stream = (content, finish = true) => ({ msgtype: 'stream', stream: { id: 'st-1', finish, content } })

describe("the stand-in's posts", together, () => {
  test('are what the packages open, and it shows the words that they seal', limit, async (t) => {
    const { wecom, got } = await callback(t, (_, __, nonce) => sealed(stream('已登记'), nonce))
    assert.match(await wecom.hand('say', '--group', 'nanbang', '--as', 'landlord68', '我5月3日返回'), /小邻 \(reply\): 已登记\n/)
    const [{ well, plain, age, receiver, type }] = got
    assert.ok(well && age < 60)
    assert.equal(receiver, '')
    assert.match(type, /application\/json/)
    const message = JSON.parse(plain)
    assert.deepEqual([message.msgtype, message.chatid, message.text.content], ['text', 'wrkNANBANG0001', '@小邻 我5月3日返回'])
    assert.match(message.response_url, /^http:\/\/127\.0\.0\.1/)
  })
  test('come again for the next state of a stream until it is finished', limit, async (t) => {
    let asked = 0
    const { wecom, got } = await callback(t, (_, plain, nonce) => {
      asked += JSON.parse(plain).msgtype === 'stream'
      return sealed(stream(`第${asked}次`, asked === 2), nonce)
    })
    wecom.say()
    await wecom.seen((one) => one.text === '第2次' && one.finished)
    assert.deepEqual(got.slice(1).map((one) => JSON.parse(one.plain).stream), [{ id: 'st-1' }, { id: 'st-1' }])
    assert.ok(got.every((one) => one.well))
  })
  test('of the application are XML with its receiver', limit, async (t) => {
    const { wecom, got } = await callback(t, () => '')
    wecom.say({ to: 'application', text: '到了 ]]> & <b>' })
    await until(() => got.length)
    const [{ well, plain, receiver, type, body }] = got
    assert.ok(well)
    assert.equal(receiver, Standin.corp)
    assert.match(type, /xml/)
    assert.match(body, /^<xml><ToUserName><!\[CDATA\[wwSTANDIN00000001\]\]><\/ToUserName><AgentID><!\[CDATA\[1000002\]\]><\/AgentID><Encrypt>/)
    assert.match(plain, /<FromUserName><!\[CDATA\[landlord68\]\]><\/FromUserName>/)
    assert.match(plain, /<MsgId>\d+<\/MsgId>/)
  })
  const wrongs = {
    'is signed with another token': (json, nonce) => sealed(json, nonce, Standin.bot, 'Wrong'),
    'is sealed with another key': (json, nonce) => sealed(json, nonce, { ...Standin.bot, key: 'K'.repeat(43) }),
    'is sealed for another receiver': (json, nonce) => sealed(json, nonce, { ...Standin.bot, receiver: Standin.corp }),
    'has the nonce of another request': (json) => sealed(json, nonceOf()),
    'is not sealed at all': (json) => JSON.stringify(json),
    'has an envelope without a signature': (json, nonce) => JSON.stringify({ encrypt: JSON.parse(sealed(json, nonce)).encrypt }),
  }
  for (const [what, wrong] of Object.entries(wrongs))
    test(`show nothing of an answer that ${what}`, limit, async (t) => {
      const { wecom } = await callback(t, (_, __, nonce) => wrong(stream('已登记'), nonce))
      const { wrong: why, lost, seen } = await wecom.tell('say', { as: 'landlord68', group: '', to: 'bot', text: '你好', mention: true, type: 'text' })
      assert.ok(why || lost)
      assert.ok(seen.every((one) => one.by === 'member'))
    })
})
