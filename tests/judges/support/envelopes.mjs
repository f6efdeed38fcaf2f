// Envelopes as WeCom's own two packages make and read them: @wecom/crypto posts, the stricter WecomCrypto of @wecom/aibot-node-sdk judges.
// A door is {token, key, receiver}.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { request as call } from 'node:http'
import sdk from '@wecom/aibot-node-sdk'
import crypto from '@wecom/crypto'

export const nonceOf = () => randomBytes(8).toString('hex')
export const now = () => String(Math.floor(Date.now() / 1000))
export const judge = (door) => new sdk.WecomCrypto(door.token, door.key, door.receiver)

// The query of a request; `changes` is what is wrong with it.
export function signed(door, encrypt, { timestamp = now(), nonce = nonceOf(), token = door.token, signature } = {}) {
  signature ??= crypto.getSignature(token, timestamp, nonce, encrypt)
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(), nonce, timestamp }
}
export const seal = (door, message) => crypto.encrypt(door.key, message, door.receiver)

const inJson = (encrypt) => JSON.stringify({ encrypt })
const inXml = (door, encrypt) =>
  `<xml><ToUserName><![CDATA[${door.receiver}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`

// One request, and the answer as it came: status, headers (lower case), body as bytes, how long it took.
export function ask(url, { method = 'GET', body = '', type } = {}) {
  return new Promise((done, failed) => {
    const begun = performance.now()
    const headers = { ...(type && { 'Content-Type': type }), ...(method === 'POST' && { 'Content-Length': Buffer.byteLength(body) }) }
    const sent = call(url, { method, agent: false, headers, timeout: 15_000 }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part)).on('error', failed)
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts), took: performance.now() - begun }))
    })
    sent.on('timeout', () => sent.destroy(new Error('nobody answered within 15 s'))).on('error', failed)
    sent.end(body)
  })
}

export async function post(url, door, message, changes = {}) {
  const encrypt = changes.encrypt ?? seal(door, message)
  const { query, nonce } = signed(door, encrypt, changes)
  const xml = changes.xml ?? message.startsWith('<xml>')
  const body = changes.body ?? (xml ? inXml(door, encrypt) : inJson(encrypt))
  const again = () => ask(`${url}?${query}`, { method: 'POST', body, type: xml ? 'text/xml' : 'application/json' })
  return { ...(await again()), nonce, again }
}

// The platform's side of a bot's answer [D-101033]: what it says, or a complaint.
export function opened(door, body, nonce) {
  const answer = JSON.parse(body)
  assert.deepEqual(Object.keys(answer).sort(), ['encrypt', 'msgsignature', 'nonce', 'timestamp'])
  assert.equal(typeof answer.timestamp, 'number')
  assert.equal(answer.nonce, nonce)
  assert.ok(judge(door).verifySignature(answer.msgsignature, String(answer.timestamp), answer.nonce, answer.encrypt), 'signature of the answer')
  const plain = judge(door).decrypt(answer.encrypt)
  const said = JSON.parse(plain)
  assert.equal(answer.encrypt.length, seal(door, plain).length, 'padding of the answer') // to 32: neither package looks at it when it opens
  assert.equal(crypto.decrypt(door.key, answer.encrypt).id, door.receiver, 'receiver of the answer') // the SDK leaves an empty one unchecked
  return said
}
