// The story, end to end, in the real service: a sentence, reminders, silence, the climb to the street's office; killed twice on the way.
import { binary, Demo, missing } from './demo'
import { accessible, desk, expect, sentence, test as base } from './support'
import type { Locator, Page } from '@playwright/test'

const test = base.extend<{ demo: Demo }>({
  demo: async ({}, use, info) => {
    const demo = new Demo()
    await use(demo)
    if (info.status !== info.expectedStatus) console.log(demo.log().slice(-4000))
    await demo.end()
  },
})
test.use({ viewport: desk })
test.setTimeout(60000)

class Street {
  constructor(private page: Page) {}
  log = () => this.page.getByRole('log')
  strip = () => this.page.getByRole('region', { name: '小邻的钟' })
  chats = () => this.page.getByRole('navigation')
  bot = (text: string | RegExp): Locator => this.log().locator('.message.bot').filter({ hasText: text })

  async be(name: string) {
    await this.page.getByRole('searchbox').fill(name)
    await this.page.getByRole('dialog').getByRole('button', { name }).first().click()
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
  }
  async changeTo(name: string) {
    await this.page.getByRole('button', { name: '换人' }).click()
    await this.be(name)
  }
  async open(name: RegExp) {
    await this.chats().getByRole('button', { name }).click()
  }
  async time(): Promise<string> {
    return (await this.strip().locator('time').innerText()).replace(/\s+/g, ' ')
  }
  // On to the next thing, again and again, until the clock stands at this day and hour.
  async until(day: string, hour: string) {
    for (let i = 0; i < 40; ++i) {
      const at = await this.time()
      if (at.includes(day) && at.includes(hour)) return
      await this.strip().getByRole('button', { name: '下一件事' }).click()
      await expect.poll(async () => (await this.time()) !== at && (await this.strip().getByText('钟正在走').count()) === 0, { timeout: 15000 }).toBe(true)
    }
    throw new Error(`the clock never came to ${day} ${hour}; it stands at ${await this.time()}`)
  }
}

test('the story of no. 68', async ({ page, demo }) => {
  if (missing) console.warn(`\nTHE STORY IS NOT TESTED: there is no program at LINLI_BIN (${binary || 'not set'})\n`)
  test.skip(missing, 'there is no program at LINLI_BIN')
  await demo.start('--fresh')
  await page.goto(demo.url)
  const street = new Street(page)

  await test.step('the landlord writes one sentence', async () => {
    await street.be('王房东')
    await street.open(/房东群/)
    await expect(street.log().locator('.row').first()).toBeVisible()
    await page.getByRole('textbox').fill(sentence)
    await page.getByRole('textbox').press('Enter')
    const line = street.bot(/南浜新村68号301.*2月15日/)
    await expect(line).toHaveCount(1)
    await expect(line).not.toContainText(/小王|武汉|高铁/)
    await expect(street.log().locator('.row.own').filter({ hasText: sentence })).toHaveCount(1)
  })

  await test.step('and gets the full read-back alone', async () => {
    await street.open(/^小邻/)
    await expect(street.bot(/南浜新村68号301/).last()).toContainText('小王')
    await expect(street.bot(/南浜新村68号301/).last()).toContainText('武汉')
    await expect(street.bot(/南浜新村68号301/).last()).toContainText('3人')
    await street.bot(/南浜新村68号301/).last().getByRole('button', { name: '看来龙去脉' }).click()
    await expect(page.locator('.timeline-head')).toContainText('南浜新村68号301')
    await expect(page.locator('.past .entry-text mark').filter({ hasText: '武汉' })).toHaveCount(1)
    await page.getByRole('button', { name: '看全部' }).click()
  })

  await test.step('killed and started again, everything stands once', async () => {
    await demo.kill()
    await expect(page.getByText(/秒后再连|正在再连/).last()).toBeVisible()
    await demo.start()
    await expect(page.locator('.banner.lost')).toHaveCount(0, { timeout: 20000 })
    await page.reload()
    await street.open(/房东群/)
    await expect(street.log().locator('.row').filter({ hasText: sentence })).toHaveCount(1)
    await expect(street.bot(/南浜新村68号301.*2月15日/)).toHaveCount(1)
  })

  await test.step('the evening before, the landlord is reminded', async () => {
    await street.until('2月14日', '18:00')
    await street.open(/^小邻/)
    await expect(street.bot(/明天|2月15日/).last()).toContainText('68号301')
  })

  await test.step('killed again; on the day the landlord is asked', async () => {
    await demo.kill()
    await demo.start()
    await expect(page.locator('.banner.lost')).toHaveCount(0, { timeout: 20000 })
    await expect(street.strip().getByRole('button', { name: '下一件事' })).toHaveAttribute('aria-disabled', 'false')
    await street.until('2月15日', '09:00')
    await expect(street.bot(/到了/).last()).toBeVisible()
  })

  await test.step('nobody answers: it climbs to the street’s office', async () => {
    await street.until('2月15日', '14:00')
    await street.changeTo('平安办')
    await street.open(/平安办/)
    const card = street.bot(/南浜新村68号301/).last()
    await expect(card).toBeVisible()
    await expect(card.locator('.choices').getByRole('button')).toHaveCount(4)
    await accessible(page, 'the supervisors’ group')
    const panel = page.locator('.cases')
    await panel.getByRole('button', { name: /南浜新村68号301/ }).click()
    await expect(panel.getByRole('heading', { name: '南浜新村68号301' })).toBeVisible()
    await expect(panel.locator('.past .entry-text mark').filter({ hasText: '2月15号' })).not.toHaveCount(0)
    await expect(panel.locator('.past .is-step')).not.toHaveCount(0)
    await expect(panel.locator('.past .is-sent')).not.toHaveCount(0)
    await accessible(page, 'the timeline')
  })

  await test.step('the supervisor takes it over', async () => {
    await street.bot(/南浜新村68号301/).last().locator('.choices').getByRole('button').first().click()
    await expect(page.locator('.timeline-head')).toContainText(/现在归/)
    await expect(page.locator('.cases .past')).toContainText('接手')
  })
})
