// The two programs that are judged, on free ports of this machine, each with a folder of its own; they are ended by their pid.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const house = fileURLToPath(new URL('../../..', import.meta.url))
const patience = 60_000 // for a start under sanitizers on a busy machine

const program = (name) => {
  const path = process.env[name]
  if (!path || !existsSync(path)) throw new Error(`${name} names no program: build it, then name it (docs/building.md)`)
  return path
}

export const freePort = () =>
  new Promise((found, failed) => {
    const server = createServer().on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })

// What `look` finds at last.
export async function until(look, within = 20_000) {
  for (const end = Date.now() + within; Date.now() < end; await new Promise((later) => setTimeout(later, 50))) {
    const found = await look()
    if (found) return found
  }
  throw new Error(`it was waited for ${within} ms: ${look}`)
}

// A program that runs on until it is ended. `started` is what it prints when it is ready.
class Running {
  words = ''
  constructor(path, args, started) {
    this.child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: house })
    this.gone = new Promise((over) => this.child.once('close', over))
    this.ready = new Promise((ready, failed) => {
      const late = setTimeout(() => failed(new Error(`${path} said nothing of being ready:\n${this.words}`)), patience)
      const hear = (part) => {
        this.words = (this.words + part).slice(-20_000)
        if (started.test(this.words)) clearTimeout(late), ready()
      }
      this.child.stdout.on('data', hear)
      this.child.stderr.on('data', hear)
      this.child.once('error', failed)
      this.gone.then((code) => (clearTimeout(late), failed(new Error(`${path} ended with ${code}:\n${this.words}`))))
    })
    this.ready.catch(() => {})
  }
  // What a sanitizer found only now shows in the exit.
  async end() {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM')
    const hard = setTimeout(() => this.child.kill('SIGKILL'), 20_000)
    const code = await this.gone
    clearTimeout(hard)
    if (code !== 0) throw new Error(`${this.child.spawnfile} ended with ${code ?? this.child.signalCode}:\n${this.words}`)
  }
}

// What a program prints that ends by itself; an exit that is not 0 is an error.
function run(path, args) {
  return new Promise((done, failed) => {
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: house })
    const late = setTimeout(() => child.kill('SIGKILL'), patience)
    let words = ''
    child.stdout.on('data', (part) => (words += part))
    child.stderr.on('data', (part) => (words += part))
    child.once('error', failed)
    child.once('close', (code) => {
      clearTimeout(late)
      if (code === 0) done(words)
      else failed(new Error(`${path} ${args[0]} ended with ${code}:\n${words}`))
    })
  })
}

export class Standin {
  static corp = 'wwSTANDIN00000001'
  static bot = { id: 'aibSTANDIN01', secret: 'standin-bot-secret', token: 'StandinBotToken1', key: 'zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUT', receiver: '' }
  static application = { secret: 'standin-application-secret',
    token: 'StandinAppToken1', key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiver: Standin.corp }
  static groups = `[[group]]
name = "nanbang"
chat = "wrkNANBANG0001"
[[group]]
name = "office"
chat = "wrkOFFICE0001"
`

  static async start(...more) {
    const it = new Standin()
    it.port = await freePort()
    it.url = `http://127.0.0.1:${it.port}`
    it.gateway = `ws://127.0.0.1:${it.port}`
    it.running = new Running(program('WECOM_STANDIN'), ['serve', '--port', String(it.port), ...more], /WeCom stand-in on/)
    await it.running.ready
    return it
  }
  end = () => this.running.end()
  // As by hand: returns what was seen until it was quiet (two seconds at least).
  hand = (command, ...args) => run(program('WECOM_STANDIN'), [command, '--port', String(this.port), ...args])
  // The same without waiting for what is seen.
  async tell(command, body) {
    const answer = await fetch(`${this.url}/standin/${command}`, { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) })
    return answer.json()
  }
  // A member writes, and nobody waits for what comes of it.
  say(words) {
    this.tell('say', { group: '', to: 'bot', as: 'landlord68', mention: true, type: 'text', text: '你好', ...words }).catch(() => {})
  }
  press = (card, button) => void this.tell('press', { as: 'landlord68', card, button }).catch(() => {})
  open = () => void this.tell('open', { as: 'landlord68' }).catch(() => {})
  // The first of all that is seen of which it holds.
  seen = (holds) => until(async () => (await this.tell('seen', { after: 0 })).seen.find(holds))
}

// `linli serve` on the street of config/demo, with the WeCom account that `account` describes and `secrets` in files of their own.
export class Linli {
  static async start({ account, secrets, platform = (text) => text }) {
    const it = new Linli()
    it.folder = mkdtempSync(join(tmpdir(), 'linli-judges-'))
    try {
      it.config = join(it.folder, 'config')
      cpSync(join(house, 'config'), it.config, { recursive: true })
      symlinkSync(join(house, 'templates'), join(it.folder, 'templates'))
      const port = await freePort()
      it.url = `http://127.0.0.1:${port}`
      writeFileSync(join(it.config, 'linli.toml'), `${readFileSync(join(house, 'config/linli.toml'), 'utf8')}
[serve]
data = "../data"
make_master_key = true
origins = ["${it.url}"]
address = "127.0.0.1"
port = ${port}
`)
      const file = join(it.config, 'platforms/wecom.toml')
      writeFileSync(file, platform(readFileSync(file, 'utf8')))
      mkdirSync(join(it.config, 'secrets'), { mode: 0o700 })
      for (const [name, secret] of Object.entries(secrets)) writeFileSync(join(it.config, 'secrets', name), secret, { mode: 0o600 })
      writeFileSync(join(it.config, 'accounts/wecom.toml'), `platform = "wecom"\nbot_names = ["小邻"]\nplain = true\n${account}`)
      await run(program('LINLI_BIN'), ['import', it.#street(), '--config', it.config])
      it.running = new Running(program('LINLI_BIN'), ['serve', '--config', it.config], /http:\/\/[^\s"]+\/chat\//)
      await it.running.ready
      return it
    } catch (error) {
      await it.end()
      throw error
    }
  }
  // The demo's street, its people on the account wecom as well.
  #street() {
    const street = join(this.folder, 'street'), demo = join(house, 'config/demo')
    mkdirSync(street)
    for (const name of ['areas', 'places', 'people', 'roles', 'tenancies', 'rota']) cpSync(join(demo, `${name}.csv`), join(street, `${name}.csv`))
    for (const name of ['accounts', 'chats']) cpSync(join(demo, 'wecom', `${name}.csv`), join(street, `${name}.csv`))
    return street
  }
  why = (which) => run(program('LINLI_BIN'), ['why', which, '--config', this.config])
  async end() {
    try {
      await this.running?.end()
    } finally {
      rmSync(this.folder, { recursive: true, force: true })
    }
  }
}
