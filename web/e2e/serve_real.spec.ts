// `linli serve` as an administrator meets it: a street is imported, somebody gets a link, opens it, writes, stays signed in over a reload;
// the link is good once; signed out means out. And what may not be served is not served.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { binary, missing } from './demo'
import { expect, test as base } from './support'

const house = resolve(process.cwd(), process.cwd().endsWith('web') ? '..' : '.')

class Served {
  folder = mkdtempSync(join(tmpdir(), 'linli-serve-'))
  config = join(this.folder, 'config')
  url = ''
  private process: ChildProcess | null = null

  constructor(private port: number) {
    cpSync(join(house, 'config'), this.config, { recursive: true })
    this.serveAt('127.0.0.1')
  }
  serveAt(address: string) {
    const file = join(this.config, 'linli.toml')
    const plain = readFileSync(join(house, 'config/linli.toml'), 'utf8')
    writeFileSync(file, plain)
    appendFileSync(file, `\n[serve]\ndata = "../data"\nmake_master_key = true\norigins = ["http://127.0.0.1:${this.port}"]\naddress = "${address}"\nport = ${this.port}\n`)
  }
  args = (...words: string[]): string[] => [...words, '--config', this.config]
  run = (...words: string[]): string => execFileSync(binary, this.args(...words), { encoding: 'utf8' }).trim()
  refused = () => spawnSync(binary, this.args('serve'), { encoding: 'utf8', timeout: 10000 })
  async start() {
    const web = process.env.LINLI_WEB
    const child = (this.process = spawn(binary, [...this.args('serve'), ...(web ? ['--web', web] : [])], { stdio: ['ignore', 'pipe', 'inherit'] }))
    this.url = await new Promise<string>((found, failed) => {
      let words = ''
      child.stdout?.on('data', (part: Buffer) => {
        words += part
        const at = /http:\/\/[^\s"]+\/chat\//.exec(words)
        if (at) found(at[0])
      })
      child.on('exit', (code) => failed(new Error(`linli serve ended with ${code}:\n${words}`)))
    })
  }
  async end() {
    const child = this.process
    if (child && child.exitCode === null) {
      const gone = new Promise<void>((done) => child.on('exit', () => done()))
      child.kill('SIGTERM')
      await gone
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })

const test = base.extend<{ served: Served }>({
  served: async ({}, use) => {
    const served = new Served(await freePort())
    await use(served)
    await served.end()
  },
})
test.beforeEach(() => test.skip(missing, 'there is no program at LINLI_BIN'))

test('a personal link opens the room once, and signing out closes it', async ({ page, served, browser }) => {
  expect(served.run('import', join(house, 'config/example-street'))).toContain('added')
  await served.start()
  const link = served.run('link', 'landlord')
  await page.goto(link)
  await expect(page.getByRole('textbox')).toBeVisible()
  expect(page.url()).not.toContain('code=')
  const said = '我家租客后天从合肥回来，一个人'
  await page.getByRole('textbox').fill(said)
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByRole('log').locator('.row.own').filter({ hasText: said })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('textbox')).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByText(/链接/).first()).toBeVisible()
  await expect(other.getByRole('textbox')).toHaveCount(0)

  served.run('sign-out', 'landlord')
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByText(/链接/).first()).toBeVisible()
})

test('an open address without certificates is refused in one sentence', ({ served }) => {
  served.serveAt('0.0.0.0')
  const end = served.refused()
  expect([2, 4]).toContain(end.status)
  expect(end.stderr.trim().split('\n').length).toBeLessThanOrEqual(3)
  expect(end.stderr).toContain('certificate')
})
