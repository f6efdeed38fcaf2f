// What the real service sends on the long connection, to a gateway of the test's own, against the frames recorded of WeCom's own client.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { Linli, Standin, until } from './support/programs.mjs'
import { Gateway } from './support/sockets.mjs'
import { returns } from './support/words.mjs'

const limit = { timeout: 60_000 }
const { long_connection_transcript: transcript } = JSON.parse(readFileSync(new URL('../vectors/wecom.json', import.meta.url)))
const recorded = (cmd) => transcript.frames.find((one) => one.dir === 'bot_to_gateway' && one.frame.cmd === cmd).frame

// Keys and types, nothing of what is in them. A list is as its first element, and all are like that.
const shape = (value) => {
  if (Array.isArray(value)) {
    for (const one of value) assert.deepEqual(shape(one), shape(value[0]))
    return value.slice(0, 1).map(shape)
  }
  if (value === null || typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, shape(value[key])]))
}
const alike = (frame, sample) => assert.deepEqual(shape(frame), shape(sample))

// Frames of one req_id: each leaves after the former's answer.
function oneAfterTheOther(noted) {
  const last = new Map()
  for (const { frame, at, answered } of noted) {
    const request = frame.headers.req_id, former = last.get(request)
    assert.ok(former === undefined || former <= at, `${request}: a frame left before the former was answered`)
    last.set(request, answered)
  }
}

let wecom, gateway, linli, numbers = 0
before(async () => {
  wecom = await Standin.start()
  gateway = await Gateway.start()
  linli = await Linli.start({
    account: `api = "${wecom.url}"
gateway = "${gateway.url}"
[application]
corp = "${Standin.corp}"
agent = 1000002
secret = "file:secrets/application"
[bot]
id = "${Standin.bot.id}"
secret = "file:secrets/bot"
${Standin.groups}`,
    secrets: { application: Standin.application.secret, bot: Standin.bot.secret },
    platform: (text) => text.replace(/^heartbeat = .*$/m, 'heartbeat = "1s"'),
  })
  await gateway.next((frame) => frame.cmd === 'ping') // the subscription was taken
}, { timeout: 180_000 })
after(async () => {
  await linli?.end()
  await gateway?.end()
  await wecom?.end()
}, limit)

const come = (who, more) => ({ msgid: `M-${++numbers}`, aibotid: Standin.bot.id, chattype: 'single', from: { userid: who }, ...more })
const says = (who, words, spoil) => gateway.send('aibot_msg_callback', come(who, { msgtype: 'text', text: { content: words } }), spoil)
const inGroup = (who, words) => gateway.send('aibot_msg_callback',
  come(who, { chattype: 'group', chatid: 'wrkNANBANG0001', msgtype: 'text', text: { content: `@小邻 ${words}` } }))
const happens = (who, event) => gateway.send('aibot_event_callback', come(who, { create_time: Math.floor(Date.now() / 1000), msgtype: 'event', event }))
const to = (request) => (frame) => frame.headers.req_id === request
const pushed = (chat) => (frame) => frame.cmd === 'aibot_send_msg' && frame.body.chatid === chat

describe('the long connection', limit, () => {
  test('begins with one subscription, as recorded', limit, () => {
    const [{ frame, binary }] = gateway.frames
    alike(frame, recorded('aibot_subscribe'))
    assert.deepEqual(frame.body, { bot_id: Standin.bot.id, secret: Standin.bot.secret })
    assert.equal(binary, false)
    assert.equal(gateway.frames.filter((one) => one.frame.cmd === 'aibot_subscribe').length, 1)
  })
  test('pings, as recorded, each time under another req_id', limit, async () => {
    const ping = (frame) => frame.cmd === 'ping'
    alike(await gateway.next(ping), recorded('ping'))
    await gateway.next(ping, { after: gateway.frames.length })
    const own = gateway.frames.map((one) => one.frame).filter((frame) => !frame.headers.req_id.startsWith('cb-'))
    assert.equal(new Set(own.map((frame) => frame.headers.req_id)).size, own.length)
  })
  test('answers a message with a stream under its req_id, and pushes what the group is not told', limit, async () => {
    const answer = await gateway.next(to(inGroup('landlord68', returns(301, 20))))
    alike(answer, recorded('aibot_respond_msg'))
    assert.equal(answer.cmd, 'aibot_respond_msg')
    assert.equal(answer.body.stream.finish, true)
    assert.match(answer.body.stream.content, /已记/)
    const push = await gateway.next(pushed('landlord68')), sample = recorded('aibot_send_msg')
    alike(push, { ...sample, body: { ...sample.body, chat_type: 1 } }) // which the SDK of this version leaves out
    assert.equal(push.body.chat_type, 1)
  })
  test('welcomes who opens the chat, as recorded', limit, async () => {
    const answer = await gateway.next(to(happens('landlord71', { eventtype: 'enter_chat' })), { within: 5_000 })
    alike(answer, recorded('aibot_respond_welcome_msg'))
  })
  test('asks with a card, and answers the click with its new state under the req_id of the click', limit, async () => {
    says('landlord70', returns(401, 20)) // none of theirs
    const { body } = await gateway.next(pushed('landlord70'))
    const { template_card: card } = body
    assert.equal(body.msgtype, 'template_card')
    assert.match(card.task_id, /^[\w@-]{1,128}$/)
    const click = happens('landlord70', { eventtype: 'template_card_event',
      template_card_event: { card_type: card.card_type, event_key: card.button_list[0].key, task_id: card.task_id } })
    const update = await gateway.next(to(click), { within: 5_000 })
    const { sub_title_text: below, ...settled } = update.body.template_card // the recorded card has no words below its title
    assert.equal(typeof below, 'string')
    alike({ ...update, body: { ...update.body, template_card: settled } }, recorded('aibot_respond_update_msg'))
    assert.equal(update.body.template_card.task_id, card.task_id)
  })
  test('sends the frames of one req_id one after the other, each after the answer to the former', limit, async () => {
    gateway.delay = 300
    const missing = { msgtype: 'image', image: { url: 'https://files.example.invalid/1', aeskey: 'A'.repeat(43) + '=' } }
    const request = gateway.send('aibot_msg_callback', come('landlord72', { msgtype: 'mixed',
      mixed: { msg_item: [{ msgtype: 'text', text: { content: returns(201, 20) } }, missing, missing] } }))
    const frames = () => gateway.frames.filter((one) => to(request)(one.frame))
    await until(() => frames().length === 3)
    gateway.delay = 0
    oneAfterTheOther(gateway.frames)
    assert.equal(new Set(frames().map((one) => one.frame.body.stream.id)).size, 3)
  })
  test('reads a frame in which control characters stand raw', limit, async () => {
    const request = says('landlord69', returns(202, 20), (text) => text.replace('租客', '租\u0001客').replace('回来', '\u001f回来'))
    assert.match((await gateway.next(to(request))).body.stream.content, /69号202/)
  })
  test('says again by a push what a req_id that is over did not carry', limit, async () => {
    gateway.answers = (frame) => (frame.cmd === 'aibot_respond_msg' ? { errcode: 846605, errmsg: 'invalid req_id' } : { errcode: 0, errmsg: 'ok' })
    const { body } = await gateway.next(to(says('landlord73', returns(201, 20))))
    const push = await gateway.next(pushed('landlord73'))
    assert.equal(push.body.markdown.content, body.stream.content)
    gateway.answers = () => ({ errcode: 0, errmsg: 'ok' })
  })
})

describe('the judge', limit, () => {
  test('refuses a frame with a key more, a key less, or another type', () => {
    const sample = recorded('aibot_respond_msg'), { stream } = sample.body
    alike(structuredClone(sample), sample)
    for (const wrong of [{ ...stream, more: 1 }, { id: stream.id, finish: true }, { ...stream, finish: 'true' }, { ...stream, content: null }])
      assert.throws(() => alike({ ...sample, body: { ...sample.body, stream: wrong } }, sample))
    assert.throws(() => alike({ ...sample, body: [sample.body] }, sample))
    assert.throws(() => alike({ a: [{ b: 1 }, { b: '1' }] }, { a: [{ b: 1 }] }))
  })
  test('refuses a frame that left before the former was answered', () => {
    const frame = { headers: { req_id: 'cb-1' } }, other = { headers: { req_id: 'cb-2' } }
    oneAfterTheOther([{ frame, at: 1, answered: 2 }, { frame: other, at: 1, answered: Infinity }, { frame, at: 3, answered: Infinity }])
    assert.throws(() => oneAfterTheOther([{ frame, at: 1, answered: 3 }, { frame, at: 2, answered: 3 }]))
    assert.throws(() => oneAfterTheOther([{ frame, at: 1, answered: Infinity }, { frame, at: 9, answered: 9 }]))
  })
})
