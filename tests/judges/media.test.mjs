// The files that the stand-in hands out are what WeCom's own client opens.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import sdk from '@wecom/aibot-node-sdk'
import { Bot } from './support/bot.mjs'
import { callback } from './support/callback.mjs'
import { Standin, until } from './support/programs.mjs'

const limit = { timeout: 60_000 }
const sizes = [1, 15, 16, 31, 32, 33, 100_003]
const file = async (url) => Buffer.from(await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).arrayBuffer())

describe('a file of the long connection', limit, () => {
  let wecom, bot
  before(async () => {
    wecom = await Standin.start()
    bot = await new Bot(wecom.gateway).in()
  }, limit)
  after(async () => {
    bot?.client.disconnect()
    await wecom?.end()
  })
  const picture = async (bytes) => {
    const heard = bot.next('message.image')
    wecom.say({ type: 'image', text: '', bytes: bytes.toString('base64') })
    return (await heard).body.image
  }
  for (const size of sizes)
    test(`is opened with the key of its frame: ${size} bytes`, limit, async () => {
      const bytes = randomBytes(size), { url, aeskey } = await picture(bytes)
      assert.equal(Buffer.from(aeskey, 'base64').length, 32)
      assert.deepEqual((await bot.client.downloadFile(url, aeskey)).buffer, bytes)
      assert.equal((await file(url)).length, size + 32 - (size % 32)) // 1 to 32 bytes of padding
    })
  test('is opened out of a group, beside words', limit, async () => {
    const bytes = randomBytes(100), heard = bot.next('message.mixed')
    wecom.say({ type: 'mixed', group: 'nanbang', bytes: bytes.toString('base64') })
    const [words, { image }] = (await heard).body.mixed.msg_item
    assert.equal(words.text.content, '@小邻 你好')
    assert.deepEqual((await bot.client.downloadFile(image.url, image.aeskey)).buffer, bytes)
  })
  test('has a key of its own, and is refused with a byte of its padding changed, or cut', limit, async () => {
    const one = await picture(randomBytes(50)), other = await picture(randomBytes(50))
    assert.notEqual(one.aeskey, other.aeskey)
    const sealed = await file(one.url)
    sdk.decryptFile(sealed, one.aeskey)
    const changed = Buffer.from(sealed)
    changed[changed.length - 17] ^= 1 // of the block before: the last byte of the text
    assert.throws(() => sdk.decryptFile(changed, one.aeskey))
    assert.throws(() => sdk.decryptFile(sealed.subarray(0, -1), one.aeskey))
  })
})

test('a file of the callback is opened with the EncodingAESKey', limit, async (t) => {
  const { wecom, got } = await callback(t, () => '')
  for (const size of sizes) {
    const bytes = randomBytes(size)
    wecom.say({ type: 'image', text: '', bytes: bytes.toString('base64') })
    await until(() => got.length)
    const { image } = JSON.parse(got.pop().plain)
    assert.equal(image.aeskey, undefined)
    assert.deepEqual(sdk.decryptFile(await file(image.url), `${Standin.bot.key}=`), bytes)
  }
})
