// A running `linli demo` of the real binary, with a data folder of its own; it can be killed in the middle and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const binary = process.env.LINLI_BIN ?? ''
export const missing = !existsSync(binary)
const web = process.env.LINLI_WEB ?? ''

export class Demo {
  private folder = mkdtempSync(join(tmpdir(), 'linli-story-'))
  private process: ChildProcess | null = null
  private port = '0'
  private words = ''
  url = ''

  async start(...more: string[]): Promise<void> {
    const args = ['demo', '--port', this.port, '--data', join(this.folder, 'data'), ...(web ? ['--web', web] : []), ...more]
    const child = (this.process = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] }))
    this.words = ''
    this.url = await new Promise<string>((found, failed) => {
      const hear = (part: Buffer) => {
        this.words += part
        const at = /http:\/\/[^\s"]+\/chat\//.exec(this.words)
        if (at) found(at[0])
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.on('exit', (code) => failed(new Error(`linli demo ended with ${code} before it printed its address:\n${this.words.slice(-2000)}`)))
      child.on('error', failed)
    })
    this.port = new URL(this.url).port
  }

  async kill(): Promise<void> {
    const child = this.process
    this.process = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((gone) => {
      child.on('exit', () => gone())
      child.kill('SIGKILL')
    })
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
  log = (): string => this.words
}
