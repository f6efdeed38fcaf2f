import { createServer } from 'node:http'
import { once } from 'node:events'
import crypto from '@wecom/crypto'
import { judge, now, seal } from './envelopes.mjs'
import { Standin } from './programs.mjs'

// The service's side of a callback, made of WeCom's packages: what they can open is answered by `says`.
export async function callback(t, says) {
  const got = []
  const server = createServer(async (request, response) => {
    const parts = []
    for await (const part of request) parts.push(part)
    const url = new URL(request.url, 'http://127.0.0.1'), body = Buffer.concat(parts).toString()
    const door = url.pathname === '/wecom/bot' ? Standin.bot : Standin.application
    const encrypt = door === Standin.bot ? JSON.parse(body).encrypt : /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(body)[1]
    const [signature, timestamp, nonce] = ['msg_signature', 'timestamp', 'nonce'].map((name) => url.searchParams.get(name))
    const plain = judge(door).decrypt(encrypt)
    const well = judge(door).verifySignature(signature, timestamp, nonce, encrypt) && encrypt.length === seal(door, plain).length
    const age = Math.abs(Number(now()) - Number(timestamp)), receiver = crypto.decrypt(door.key, encrypt).id
    got.push({ well, plain, age, receiver, type: request.headers['content-type'], body })
    response.end(says(door, plain, nonce))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => (server.closeAllConnections(), server.close()))
  const wecom = await Standin.start('--callback', `http://127.0.0.1:${server.address().port}`)
  t.after(() => wecom.end())
  return { wecom, got }
}
export const sealed = (json, nonce, door = Standin.bot, token = door.token) => {
  const encrypt = crypto.encrypt(door.key, JSON.stringify(json), door.receiver), timestamp = Number(now())
  return JSON.stringify({ encrypt, msgsignature: crypto.getSignature(token, String(timestamp), nonce, encrypt), timestamp, nonce })
}
