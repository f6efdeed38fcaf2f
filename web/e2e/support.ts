// What every test of the page alone has at hand: a scripted service, a page that reports each breach of its policy, and axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test as base, type Page } from '@playwright/test'
import { Standin } from './standin/server.mjs'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const sentence = '我家301的租客小王2月15号从武汉回来，一家三口，坐高铁'
export const phone = { width: 360, height: 740 }
export const desk = { width: 1280, height: 900 }

export const test = base.extend<{ options: object; standin: Standin; room: Room }>({
  options: [{}, { option: true }],
  standin: async ({ options }, use) => {
    const standin = await new Standin(options).start()
    await use(standin)
    await standin.stop()
  },
  page: async ({ page }, use) => {
    const wrong: string[] = []
    page.on('pageerror', (e) => wrong.push(String(e)))
    await page.exposeFunction('report', (what: string) => wrong.push(what))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (e) => (window as never as { report(s: string): void }).report(`${e.violatedDirective} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))
    })
    await use(page)
    expect(wrong, 'errors and breaches of the page policy').toEqual([])
  },
  room: async ({ page, standin }, use) => use(new Room(page, standin)),
})

export class Room {
  constructor(readonly page: Page, readonly standin: Standin) {}

  log = () => this.page.getByRole('log')
  field = () => this.page.getByRole('textbox', { name: '写一句话' })
  alone = () => (this.page.viewportSize()?.width ?? 0) < 720

  async open(person = '王阿姨') {
    await this.page.goto(this.standin.url)
    await this.be(person)
  }
  async be(person: string) {
    await this.page.getByRole('searchbox').fill(person)
    await this.page.getByRole('dialog').getByRole('button', { name: person }).first().click()
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
    await expect(this.log().getByText('收到，南浜新村5号')).toBeVisible()
  }
  async say(text: string) {
    await this.field().fill(text)
    await this.field().press('Enter')
  }
  async chat(name: RegExp) {
    if (this.alone()) await this.page.getByRole('button', { name: /^聊天/ }).click()
    await this.page.getByRole('navigation').getByRole('button', { name }).click()
  }
  async cases() {
    if (this.alone()) await this.page.getByRole('button', { name: /^进展/ }).click()
  }
  row = (text: string | RegExp) => this.log().getByRole('listitem').filter({ hasText: text })
}

export async function accessible(page: Page, what: string) {
  // The page's policy forbids scripts from elsewhere; a debugger is not bound by it.
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const axe = (window as never as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} — ${n.failureSummary}`).slice(0, 3).join('\n   ')}`)
  })
  expect(found, `axe: ${what}`).toEqual([])
}

export async function noSideways(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth && document.body.scrollWidth <= window.innerWidth)).toBe(true)
}

export { expect }
