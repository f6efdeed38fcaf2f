// The stand-in's gateway, as WeCom's own client sees it: what our tests take for the platform is one to WSClient too.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Bot } from './support/bot.mjs'
import { Standin, until } from './support/programs.mjs'
import { Relay } from './support/sockets.mjs'

const limit = { timeout: 60_000 }, together = { timeout: 120_000, concurrency: 4 } // each test has a stand-in of its own
const bot = async (t, wecom, options) => {
  const it = new Bot(wecom.gateway, options)
  t.after(() => it.client.disconnect())
  return it
}
const ok = (frame) => assert.equal(frame.errcode, 0)
const card = (task, more = {}) =>
  ({ card_type: 'button_interaction', main_title: { title: '登记' }, button_list: [{ text: '确认', style: 1, key: 'confirm' }], task_id: task, ...more })

describe('the gateway of the stand-in', together, () => {
  const start = async (t) => {
    const wecom = await Standin.start()
    t.after(() => wecom.end())
    return wecom
  }

  test('lets a bot in, hands it a message from a group, and shows its stream', limit, async (t) => {
    const wecom = await start(t)
    const { client } = await (await bot(t, wecom)).in()
    client.on('message.text', async (frame) => {
      const { body } = frame
      assert.deepEqual([body.chattype, body.chatid, body.aibotid, body.msgtype], ['group', 'wrkNANBANG0001', Standin.bot.id, 'text'])
      assert.match(body.from.userid, /^wo/)
      assert.equal(body.text.content, '@小邻 我5月3日返回')
      ok(await client.replyStream(frame, 'st-1', '正在登记', false))
      ok(await client.replyStream(frame, 'st-1', '已登记', true))
    })
    const shown = await wecom.hand('say', '--group', 'nanbang', '--as', 'landlord68', '我5月3日返回')
    assert.match(shown, /小邻 \(reply, changed\): 已登记\n/)
  })
  test('takes a push where somebody has written, and nowhere else', limit, async (t) => {
    const wecom = await start(t)
    const it = await (await bot(t, wecom)).in()
    const push = (chat) => it.client.sendMessage(chat, { msgtype: 'markdown', markdown: { content: '**提醒**' } })
    await assert.rejects(push('wrkNANBANG0001'), (frame) => frame.errcode === 93001)
    await assert.rejects(push('wrkNOWHERE'), (frame) => frame.errcode === 93006)
    const heard = it.next('message.text')
    wecom.say({ group: 'nanbang' })
    await heard
    ok(await push('wrkNANBANG0001'))
    await wecom.seen((one) => one.by === 'push' && one.chat === 'nanbang' && one.text === '提醒')
  })
  test('takes a welcome once, for an opened chat alone', limit, async (t) => {
    const wecom = await start(t)
    const it = await (await bot(t, wecom)).in()
    const opened = it.next('event.enter_chat')
    wecom.open()
    const frame = await opened
    ok(await it.client.replyWelcome(frame, { msgtype: 'text', text: { content: '您好' } }))
    await assert.rejects(it.client.replyWelcome(frame, { msgtype: 'text', text: { content: '您好' } }), (answer) => answer.errcode === 846605)
    await assert.rejects(it.client.replyStream(frame, 'st-1', '您好', true), (answer) => answer.errcode === 846605)
    await wecom.seen((one) => one.by === 'welcome' && one.text === '您好')
  })
  test('shows a card, tells the click, and takes the new state of the very card alone', limit, async (t) => {
    const wecom = await start(t)
    const it = await (await bot(t, wecom)).in()
    const heard = it.next('message.text')
    wecom.say({ group: 'nanbang' })
    ok(await it.client.replyTemplateCard(await heard, card('task-1')))
    const { number } = await wecom.seen((one) => one.buttons.some((button) => button.key === 'confirm'))
    const clicked = it.next('event.template_card_event')
    wecom.press(number, 'confirm')
    const click = await clicked
    const { event } = click.body
    assert.deepEqual([event.eventtype, event.template_card_event.task_id, event.template_card_event.event_key], ['template_card_event', 'task-1', 'confirm'])
    const done = { button_list: [{ text: '已确认', style: 4, key: 'noop' }] }
    await assert.rejects(it.client.updateTemplateCard(click, card('task-2', done)), (answer) => answer.errcode === 40058)
    ok(await it.client.updateTemplateCard(click, card('task-1', done)))
    await wecom.seen((one) => one.number === number && one.buttons.every((button) => button.grey && button.label === '已确认'))
  })
  test('takes a file in pieces', limit, async (t) => {
    const wecom = await start(t)
    const it = await (await bot(t, wecom)).in()
    const heard = it.next('message.text')
    wecom.say()
    const frame = await heard
    const { media_id: media } = await it.client.uploadMedia(Buffer.alloc(600 * 1024, 'a'), { type: 'file', filename: 'a.txt' })
    ok(await it.client.replyMedia(frame, 'file', media))
    await assert.rejects(it.client.replyMedia(frame, 'file', `${media}x`), (answer) => answer.errcode === 40007)
  })
  test('answers every heartbeat', limit, async (t) => {
    const wecom = await start(t)
    const it = await (await bot(t, wecom, { heartbeatInterval: 50 })).in()
    await until(async () => (await wecom.tell('calls', {})).calls.filter((one) => one.what === 'ping' && one.errcode === 0).length >= 5)
    assert.ok(it.client.isConnected && !it.heard('disconnected'))
  })
  test('refuses a wrong secret and a wrong bot', limit, async (t) => {
    const wecom = await start(t)
    for (const wrong of [{ secret: 'wrong' }, { botId: 'aibSOMEBODY' }]) {
      const it = await bot(t, wecom, wrong)
      const error = it.next('error')
      it.client.connect()
      assert.match((await error).message, /853000/)
      assert.ok(!it.heard('authenticated'))
    }
  })
  test('kicks the first where a second one connects', limit, async (t) => {
    const wecom = await start(t)
    const first = await (await bot(t, wecom)).in()
    const kicked = first.next('event.disconnected_event'), gone = first.next('disconnected')
    const second = await (await bot(t, wecom)).in()
    const { body } = await kicked
    await gone
    assert.deepEqual([body.msgtype, body.event.eventtype, body.from, body.chatid], ['event', 'disconnected_event', undefined, undefined])
    assert.ok(!first.client.isConnected && second.client.isConnected)
    const heard = second.next('message.text')
    wecom.say({ group: 'nanbang' })
    await heard
    assert.ok(!first.heard('message.text'))
  })
})

// What a gateway must not do, planted on the way: the checks above would notice.
describe('the judge', together, () => {
  const spoilt = async (t, spoil) => {
    const wecom = await Standin.start()
    t.after(() => wecom.end())
    const relay = await Relay.start(wecom.gateway, spoil)
    t.after(() => relay.end())
    const it = await bot(t, { gateway: relay.url }, { heartbeatInterval: 50 })
    return { wecom, it }
  }
  test('is not let in by an answer with the req_id of another', limit, async (t) => {
    const { it } = await spoilt(t, (frame) => ({ ...frame, headers: { req_id: 'another' } }))
    await assert.rejects(it.in(1_000), /no authenticated/)
  })
  test('leaves a link whose heartbeats nobody answers', limit, async (t) => {
    const { it } = await spoilt(t, (frame) => (frame.headers.req_id.startsWith('ping') ? null : frame))
    const gone = it.next('disconnected')
    await it.in()
    await gone
  })
  test('hears nothing of a message under another command', limit, async (t) => {
    const { wecom, it } = await spoilt(t, (frame) => (frame.cmd ? { ...frame, cmd: 'aibot_message' } : frame))
    await it.in()
    const heard = it.next('message.text', 1_000)
    wecom.say({ group: 'nanbang' })
    await assert.rejects(heard, /no message.text/)
  })
  test('sees what was not taken', limit, async (t) => {
    const { wecom, it } = await spoilt(t, (frame) => (frame.cmd || frame.headers.req_id.includes('_') ? frame : { ...frame, errcode: 846605 }))
    await it.in()
    const heard = it.next('message.text')
    wecom.say()
    await assert.rejects(it.client.replyStream(await heard, 'st-1', '已登记', true), (answer) => answer.errcode === 846605)
  })
})
