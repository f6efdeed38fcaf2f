import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { accessible, desk, expect, noSideways, phone, sentence, test } from './support'

const folder = process.env.LINLI_WEB || fileURLToPath(new URL('../../build/web', import.meta.url))

test('everything together weighs less than 60 kB, and each text file has its .gz', () => {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((f) => /\.(html|js|css|svg)$/.test(f))
  expect(files.length).toBeGreaterThanOrEqual(3)
  const weight = files.reduce((sum, f) => sum + statSync(join(folder, `${f}.gz`)).size, 0)
  expect(weight).toBeLessThan(60_000)
})

const looks = [['telephone', phone, 'light'], ['telephone, dark', phone, 'dark'], ['tablet', { width: 800, height: 1000 }, 'light'], ['desk', desk, 'light']] as const
for (const [name, viewport, colorScheme] of looks)
  test.describe(name, () => {
    test.use({ viewport, colorScheme })

    test('every state is accessible and fits the width', async ({ room, page, standin }) => {
      const state = async (what: string) => {
        await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished)))
        await accessible(page, what)
        await noSideways(page)
      }
      await page.goto(standin.url)
      await expect(page.getByText('先试这几位')).toBeVisible()
      await state('choosing who I am')
      await page.getByRole('searchbox').fill('没有这个人')
      await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible()
      await state('nobody found')
      await room.be('王阿姨')
      await state('the group')
      await room.say(sentence)
      await expect(room.log().getByText(/收到，南浜新村68号301/)).toBeVisible()
      await room.say('取消')
      await expect(page.getByRole('button', { name: '不对', exact: true })).toBeVisible()
      await state('a card')
      standin.room.refusals.push('full')
      await page.getByRole('button', { name: '不对', exact: true }).click()
      await expect(room.log().getByText(/地方满了/)).toBeVisible()
      standin.room.refusals.push('read_only')
      await room.say('没记下的')
      await expect(page.getByRole('alert')).toBeVisible()
      await state('not recorded')
      await room.log().getByRole('button', { name: '再试一次' }).first().click()
      await expect(room.log().getByText('已有结果')).toBeVisible()
      await state('a settled card')
      if (viewport.width < 720) {
        await page.getByRole('button', { name: /^聊天/ }).click()
        await state('list of chats')
      }
      await page.getByRole('navigation').getByRole('button', { name: /^小邻/ }).click()
      await state('direct chat')
      if (viewport.width < 1080) await page.getByRole('button', { name: /^进展/ }).click()
      await state('cases')
      await page.locator('.cases').getByRole('button', { name: /68号301/ }).click()
      await expect(page.locator('.cases').getByText('没有说出去的').first()).toBeVisible()
      await state('timeline')
      await page.locator('.cases').evaluate((e) => e.scrollTo(0, e.scrollHeight))
      await state('end of the timeline')
      if (viewport.width < 1080) await page.getByRole('button', { name: '关上' }).click()
      await page.getByRole('button', { name: '到现在' }).click()
      await state('is it sure')
      await page.getByRole('button', { name: '不拨' }).click()
      standin.room.stepMs = 1500
      await page.getByRole('button', { name: '+1 小时' }).click()
      await expect(page.getByText('钟正在走').first()).toBeVisible()
      await state('the clock runs')
      await standin.stop()
      await expect(page.getByText('秒后再连')).toBeVisible()
      await room.say('没网写的')
      await expect(room.log().getByText('等连上就发').last()).toBeVisible()
      await state('no connection')
    })
  })

for (const viewport of [phone, desk])
  test(`what is pressed is at least 24 px high and wide, and no letters of other scripts are shown, at ${viewport.width} px`, async ({ room, page }) => {
    await page.setViewportSize(viewport)
    await room.open()
    await room.say(sentence)
    await expect(room.log().getByText(/收到，南浜新村68号301/)).toBeVisible()
    const small = await page.evaluate(() => [...document.querySelectorAll('button, textarea, input')].map((e) => ({ r: e.getBoundingClientRect(), t: e.textContent }))
      .filter(({ r }) => r.width > 0 && (r.width < 24 || r.height < 24)).map(({ t }) => t))
    expect(small).toEqual([])
    expect((await page.locator('body').innerText()).match(/[A-Za-z]{2,}/g)).toBeNull()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

test.describe('outside the door', () => {
  test.use({ viewport: phone, options: { mode: 'serve' } })
  test('it is accessible too', async ({ page, standin }) => {
    await page.goto(standin.url)
    await expect(page.getByRole('alert')).toBeVisible()
    await accessible(page, 'signed out')
    await noSideways(page)
  })
})
