// The doors of the real service, as WeCom's own packages see them: @wecom/crypto posts, WecomCrypto of the SDK judges the answers.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import crypto from '@wecom/crypto'
import { ask, nonceOf, now, opened, post, seal, signed } from './support/envelopes.mjs'
import { Linli, Standin, until } from './support/programs.mjs'
import { returns } from './support/words.mjs'

const word = (length) => randomBytes(64).toString('base64').replace(/[^a-zA-Z0-9]/g, '').slice(0, length)
const bot = { path: '/wecom/bot', token: word(20), key: 'J'.repeat(42) + 'x', receiver: '' }       // bits of its last character mean nothing
const application = { path: '/wecom/app', token: word(32), key: word(43), receiver: Standin.corp }
const doors = [bot, application]
const limit = { timeout: 60_000 }

let wecom, linli, numbers = 0
const msgid = () => `CAIQjudge${++numbers}`
const at = (door) => linli.url + door.path

const account = (api) => `api = "${api}"
[application]
corp = "${Standin.corp}"
agent = 1000002
secret = "file:secrets/application"
[application.callback]
path = "${application.path}"
token = "file:secrets/application-token"
key = "file:secrets/application-key"
[bot]
id = "${Standin.bot.id}"
[bot.callback]
path = "${bot.path}"
token = "file:secrets/bot-token"
key = "file:secrets/bot-key"
${Standin.groups}`

before(async () => {
  wecom = await Standin.start()
  const secrets = { application: Standin.application.secret }
  for (const [name, door] of Object.entries({ bot, application })) secrets[`${name}-token`] = door.token, secrets[`${name}-key`] = door.key
  linli = await Linli.start({ account: account(wecom.url), secrets })
}, { timeout: 180_000 })
after(async () => {
  await linli?.end()
  await wecom?.end()
}, { timeout: 60_000 })

const said = (who, text, more = {}) => ({ msgid: msgid(), aibotid: Standin.bot.id, chatid: 'wrkNANBANG0001', chattype: 'group', from: { userid: who },
  response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=MADEUP', msgtype: 'text', text: { content: `@小邻 ${text}` }, ...more })
const happened = (event, more = {}) => ({ msgid: msgid(), create_time: Number(now()), aibotid: Standin.bot.id, from: { userid: 'landlord68' }, msgtype: 'event',
  event: { eventtype: event, [event]: {} }, ...more })
const posted = (message, changes) => post(at(bot), bot, JSON.stringify(message), changes)
const written = (who, fields) => `<xml><ToUserName><![CDATA[${Standin.corp}]]></ToUserName><FromUserName><![CDATA[${who}]]></FromUserName>` +
  `<CreateTime>${now()}</CreateTime>${fields}<AgentID>1000002</AgentID></xml>`
const text = (who, words) =>
  written(who, `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${words}]]></Content><MsgId>${7_000_000_000_000_000 + ++numbers}</MsgId>`)

function stream(answer) {
  assert.equal(answer.status, 200)
  const json = opened(bot, answer.body, answer.nonce)
  assert.deepEqual(Object.keys(json).sort(), ['msgtype', 'stream'])
  assert.equal(json.msgtype, 'stream')
  assert.deepEqual(Object.keys(json.stream).sort(), ['content', 'finish', 'id'])
  assert.equal(json.stream.finish, true)
  assert.ok(json.stream.id.length > 0 && Buffer.byteLength(json.stream.content) <= 20_480)
  return json.stream
}
const empty = (answer) => (assert.equal(answer.status, 200), assert.equal(answer.body.length, 0))

describe('the check of an address', limit, () => {
  for (const door of doors)
    for (const echo of ['1616140317555161061', 'a b+c/d= e ', '<xml>"{}"</xml>', '号'.repeat(300)])
      for (const plus of [false, true])
        test(`answers exactly the decrypted bytes within a second: ${door.path}, ${echo.slice(0, 20)}${plus ? ', + as it is' : ''}`, limit, async () => {
          let encrypt = seal(door, echo)
          while (plus && !encrypt.includes('+')) encrypt = seal(door, echo)
          const answer = await ask(`${at(door)}?${signed(door, encrypt).query}&echostr=${plus ? encrypt : encodeURIComponent(encrypt)}`)
          assert.equal(answer.status, 200)
          assert.deepEqual(answer.body, Buffer.from(echo))
          assert.ok(answer.took < 1000, `${answer.took} ms`)
        })
})

describe('the bot', limit, () => {
  test('answers a mention in a group with a stream that is finished, and the report is in the store', limit, async () => {
    const { id, content } = stream(await posted(said('landlord68', returns(301, 20))))
    assert.match(content, /已记/)
    const given = /已经发生[\s\S]*已记。 +→ 群里[\s\S]*接下来/ // noted right after the answer left
    const story = await until(async () => [await linli.why(id.replace(/^say-(\d+)-.*$/, 'say:$1'))].find((one) => given.test(one)))
    assert.match(story, /^[^\n]*南浜新村68号301[\s\S]*武汉/)
  })
  test('gives a repeat with a new nonce the same words, and a request seen before the very same bytes', limit, async () => {
    const message = said('landlord68', returns(201, 30))
    const first = await posted(message), repeat = await posted(message)
    assert.notEqual(first.nonce, repeat.nonce)
    assert.deepEqual(stream(repeat), stream(first))
    const again = await first.again()
    assert.deepEqual([again.status, again.body], [200, first.body])
  })
  test('tells the next state of its stream, and of one that it does not know an empty one', limit, async () => {
    const { id, content } = stream(await posted(said('landlord68', returns(302, 31))))
    const next = (id) => posted({ ...said('landlord68', ''), msgtype: 'stream', stream: { id }, text: undefined })
    assert.deepEqual(stream(await next(id)), { id, finish: true, content })
    assert.deepEqual(stream(await next('judge-unknown')), { id: 'judge-unknown', finish: true, content: '' })
  })
  test('greets who opens the chat with a text', limit, async () => {
    const answer = await posted(happened('enter_chat', { chattype: 'single', event: { eventtype: 'enter_chat' } }))
    assert.equal(answer.status, 200)
    const json = opened(bot, answer.body, answer.nonce)
    assert.deepEqual(Object.keys(json).sort(), ['msgtype', 'text'])
    assert.equal(json.msgtype, 'text')
    assert.deepEqual(Object.keys(json.text), ['content'])
    assert.ok(json.text.content.length > 0)
  })
  test('says nothing to feedback and events that it does not know, but answers a message of any type', limit, async () => {
    const feedback = { id: 'f1', type: 2, content: '不对', inaccurate_reason_list: [2] }
    empty(await posted(happened('feedback_event', { event: { eventtype: 'feedback_event', feedback_event: feedback } })))
    empty(await posted(happened('judges_event')))
    assert.ok(stream(await posted({ ...said('landlord68', ''), msgtype: 'judges', judges: { a: 1 }, text: undefined })).content.length > 0)
  })
})

describe('the application', limit, () => {
  test('takes a text with an empty answer; the words come by message/send', limit, async () => {
    empty(await post(at(application), application, text('landlord69', returns(202, 21))))
    const { text: words } = await wecom.seen((one) => one.chat === 'landlord69@application')
    assert.match(words, /^记下了：南浜新村69号202/)
  })
  test('does not do the same message twice, whatever the nonce', limit, async () => {
    const read = (flat) => (one) => one.chat === 'landlord71@application' && one.text.includes(`71号${flat}`)
    const message = text('landlord71', returns(201, 22))
    empty(await post(at(application), application, message))
    await wecom.seen(read(201))
    empty(await post(at(application), application, message))
    empty(await post(at(application), application, text('landlord71', returns(202, 23))))
    await wecom.seen(read(202))
    const { seen } = await wecom.tell('seen', { after: 0 })
    assert.equal(seen.filter(read(201)).length, 1)
  })
  test('takes events, known or not, with an empty answer', limit, async () => {
    const event = (name) => written('landlord68', `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event><EventKey><![CDATA[]]></EventKey>`)
    for (const name of ['enter_agent', 'subscribe', 'judges_event']) empty(await post(at(application), application, event(name)))
  })
})

// What is wrong, and how a request is made that has nothing else wrong with it.
const flipped = (base64, byte) => {
  const bytes = Buffer.from(base64, 'base64')
  bytes[byte < 0 ? bytes.length + byte : byte] ^= 1
  return bytes.toString('base64')
}
const foreign = 'K'.repeat(43)
const wrongs = {
  'a signature of another token': () => ({ token: 'Wrong' }),
  'a signature with one letter changed': (door, message) => {
    const encrypt = seal(door, message), timestamp = now(), nonce = nonceOf()
    const signature = crypto.getSignature(door.token, timestamp, nonce, encrypt)
    return { encrypt, timestamp, nonce, signature: (signature[0] === '0' ? '1' : '0') + signature.slice(1) }
  },
  'a signature cut short': () => ({ signature: 'abc' }),
  'a time of eleven minutes ago': () => ({ timestamp: String(Number(now()) - 660) }),
  'a time in eleven minutes': () => ({ timestamp: String(Number(now()) + 660) }),
  'a time that is none': () => ({ timestamp: 'yesterday' }),
  'no nonce': () => ({ nonce: '' }),
  'another key': (door, message) => ({ encrypt: seal({ ...door, key: foreign }, message) }),
  'another receiver': (door, message) => ({ encrypt: seal({ ...door, receiver: 'wwSOMEBODYELSE001' }, message) }),
  'a flipped byte in the last block': (door, message) => ({ encrypt: flipped(seal(door, message), -1) }),
  'a length beyond the end': (door, message) => ({ encrypt: crypto.encrypt(door.key, message, door.receiver, Buffer.alloc(20, 0xff)) }),
  'less than a length': (door) => ({ encrypt: crypto.encrypt(door.key, '', '', Buffer.alloc(0)) }),
  'half a block': (door, message) => ({ encrypt: Buffer.from(seal(door, message), 'base64').subarray(0, -8).toString('base64') }),
  'text that is no base64': () => ({ encrypt: '!!!!' }),
  'an empty text': () => ({ encrypt: '' }),
  'a body that is no envelope': () => ({ body: 'hello' }),
  'an empty body': () => ({ body: '' }),
  'a body over the limit': (door, message) => ({ body: seal(door, message) + ' '.repeat(70_000) }),
  'a message that is neither JSON nor XML': (door) => ({ encrypt: seal(door, 'hello') }),
}
const plain = (answer) => ({ status: answer.status, headers: { ...answer.headers, date: undefined }, body: answer.body.toString() })

let refused
describe('what is not WeCom', limit, () => {
  for (const door of doors) {
    const message = () => (door === bot ? JSON.stringify(said('landlord70', returns(202, 25))) : text('landlord70', returns(202, 25)))
    for (const [what, wrong] of Object.entries(wrongs))
      test(`is refused as everything is: ${door.path}, ${what}`, limit, async () => {
        const whole = message()
        const answer = plain(await post(at(door), door, whole, { xml: door === application, ...wrong(door, whole) }))
        assert.equal(answer.status, 403)
        assert.equal(answer.body, '')
        refused ??= answer
        assert.deepEqual(answer, refused)
      })
    const checks = { 'another token': { token: 'Wrong' }, 'no signature': { signature: '' }, 'another key': { key: foreign } }
    for (const [what, changes] of Object.entries(checks))
      test(`is refused as everything is: the check of ${door.path}, ${what}`, limit, async () => {
        const encrypt = seal({ ...door, key: changes.key ?? door.key }, '1616140317555161061')
        const answer = plain(await ask(`${at(door)}?${signed(door, encrypt, changes).query}&echostr=${encodeURIComponent(encrypt)}`))
        assert.equal(answer.status, 403)
        refused ??= answer
        assert.deepEqual(answer, refused)
      })
  }
  test('is refused before its words reach anybody', limit, async () => {
    const { seen } = await wecom.tell('seen', { after: 0 })
    assert.deepEqual(seen.filter((one) => one.chat.startsWith('landlord70')), [])
  })
  test('is what the doors of the two are to each other', limit, async () => {
    assert.equal((await post(at(bot), application, JSON.stringify(said('landlord68', '你好')))).status, 403)
    assert.equal((await post(at(application), bot, text('landlord68', '你好'))).status, 403)
  })
})

describe('the judge', limit, () => {
  test('refuses an answer of ours with a byte changed, another nonce, token, key, or name of a field', limit, async () => {
    const answer = await posted(said('landlord60', returns(201, 24)))
    const json = JSON.parse(answer.body)
    const wrong = (changes, door = bot, nonce = answer.nonce) => assert.throws(() => opened(door, JSON.stringify({ ...json, ...changes }), nonce))
    opened(bot, answer.body, answer.nonce)
    const length = Buffer.from(json.encrypt, 'base64').length
    for (let byte = 0; byte < length; byte += 7) wrong({ encrypt: flipped(json.encrypt, byte) })
    wrong({}, { ...bot, token: 'Wrong' })
    wrong({}, { ...bot, key: foreign })
    wrong({}, { ...bot, receiver: Standin.corp })
    wrong({}, bot, nonceOf())
    wrong({ nonce: 'x' })
    wrong({ timestamp: json.timestamp + 1 })
    wrong({ timestamp: String(json.timestamp) })
    wrong({ msg_signature: json.msgsignature })
    assert.throws(() => opened(bot, `﻿${answer.body}`, answer.nonce))
    assert.throws(() => opened(bot, JSON.stringify(answer.body.toString()), answer.nonce))
  })
})
