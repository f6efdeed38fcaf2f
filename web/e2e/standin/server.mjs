// Serves the built page under the real page policy and one ScriptedRoom on its socket: for developing and for tests of the page alone.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { ScriptedRoom } from './room.mjs'

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue default"
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' }
const folder = process.env.LINLI_WEB || fileURLToPath(new URL('../../../build/web', import.meta.url))

export class Standin {
  constructor(options) {
    this.room = new ScriptedRoom(options)
    this.codes = new Set(['one-time'])
    this.signedIn = false
    this.sockets = new Set()
  }

  async start(port = 0) {
    this.server = createServer((request, response) => void this.answer(request, response))
    const ws = new WebSocketServer({ noServer: true })
    this.server.on('upgrade', (request, socket, head) => {
      const origin = `http://${request.headers.host}`
      if (request.headers.origin !== origin || !this.admits()) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
      ws.handleUpgrade(request, socket, head, (s) => this.connected(s))
    })
    await new Promise((done) => this.server.listen(port, '127.0.0.1', done))
    this.port = this.server.address().port
    this.url = `http://127.0.0.1:${this.port}/chat/`
    return this
  }
  async stop() {
    this.drop()
    this.server.closeAllConnections?.()
    await new Promise((done) => this.server.close(done))
  }
  async startAgain() { return this.start(this.port) }
  drop() { for (const s of this.sockets) s.terminate() }
  signOut() {
    this.signedIn = false
    for (const s of this.sockets) s.close(4401)
  }
  admits() { return this.room.mode === 'demo' || this.signedIn }

  connected(socket) {
    const page = { send: (frame) => socket.readyState === 1 && socket.send(JSON.stringify(frame)), me: null, open: null }
    this.sockets.add(socket)
    this.room.came(page)
    socket.on('message', (data) => this.room.hear(page, JSON.parse(String(data))))
    socket.on('close', () => {
      this.sockets.delete(socket)
      this.room.went(page)
    })
  }

  async answer(request, response) {
    const path = new URL(request.url, 'http://x').pathname
    const end = (status, body = '') => response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(body)
    if (path === '/chat/session' && request.method === 'GET') return end(this.admits() ? 200 : 401)
    if (path === '/chat/session') {
      let text = ''
      for await (const part of request) text += part
      if (!this.codes.delete(JSON.parse(text).code)) return end(401)
      this.signedIn = true
      return end(204)
    }
    if (path === '/chat/sign-out') {
      this.signedIn = false
      return end(204)
    }
    const name = path === '/chat/' ? 'index.html' : normalize(path.replace(/^\/chat\//, ''))
    try {
      const body = await readFile(join(folder, name))
      response.writeHead(200, { 'Content-Type': kinds[extname(name)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' }).end(body)
    } catch {
      end(404)
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const standin = await new Standin().start(Number(process.argv[2] ?? 8080))
  console.log(standin.url)
}
