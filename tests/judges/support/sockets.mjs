// Gateways of the test's own, on the package ws that the SDK brings along.
import { once } from 'node:events'
import { WebSocket, WebSocketServer } from 'ws'

const listening = async (server) => {
  await once(server, 'listening')
  return `ws://127.0.0.1:${server.address().port}`
}
const close = (server) => new Promise((done) => {
  for (const one of server.clients) one.terminate()
  server.close(done)
})

// Between a bot and the stand-in: `spoil` gets each frame for the bot and says what arrives, null for nothing.
export class Relay {
  static async start(gateway, spoil) {
    const it = new Relay()
    it.server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    it.server.on('connection', (near) => {
      const far = new WebSocket(gateway), early = []
      far.on('open', () => early.splice(0).forEach((one) => far.send(one)))
      near.on('message', (data) => (far.readyState === WebSocket.OPEN ? far.send(data.toString()) : early.push(data.toString())))
      far.on('message', (data) => {
        const frame = spoil(JSON.parse(data.toString()))
        if (frame) near.send(JSON.stringify(frame))
      })
      far.on('close', () => near.close()).on('error', () => near.terminate())
      near.on('close', () => far.terminate()).on('error', () => {})
    })
    it.url = await listening(it.server)
    return it
  }
  end = () => close(this.server)
}

// Writes down what a bot sends, and answers each frame after `delay` ms with what `answers` says of it.
export class Gateway {
  frames = []
  delay = 0
  answers = () => ({ errcode: 0, errmsg: 'ok' })
  #waiting = []
  #requests = 0

  static async start() {
    const it = new Gateway()
    it.server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    it.server.on('connection', (socket) => {
      it.socket = socket
      socket.on('error', () => {}).on('message', (data, binary) => it.#came(socket, data.toString(), binary))
    })
    it.url = await listening(it.server)
    return it
  }
  end = () => close(this.server)

  #came(socket, text, binary) {
    const frame = JSON.parse(text)
    const noted = { frame, binary, at: performance.now(), answered: Infinity, socket }
    this.frames.push(noted)
    setTimeout(() => {
      noted.answered = performance.now()
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ headers: { req_id: frame.headers.req_id }, ...this.answers(frame) }))
    }, this.delay)
    this.#waiting = this.#waiting.filter((one) => !one(noted))
  }
  // The first frame of which it holds, behind `after` frames; it may have come already.
  next(holds, { within = 20_000, after = 0 } = {}) {
    const found = this.frames.slice(after).find((one) => holds(one.frame))
    if (found) return Promise.resolve(found.frame)
    return new Promise((done, failed) => {
      const came = () => JSON.stringify(this.frames.map((one) => one.frame))
      const late = setTimeout(() => failed(new Error(`it did not come within ${within} ms; what came: ${came()}`)), within)
      this.#waiting.push((one) => holds(one.frame) && (clearTimeout(late), done(one.frame), true))
    })
  }
  // A callback; `spoil` changes its text as it goes over the wire.
  send(cmd, body, spoil = (text) => text) {
    const request = `cb-judge-${++this.#requests}`
    this.socket.send(spoil(JSON.stringify({ cmd, headers: { req_id: request }, body })))
    return request
  }
}
