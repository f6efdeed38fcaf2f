import { desk, expect, phone, sentence, test } from './support'

test.describe('the clock', () => {
  test.use({ viewport: phone })

  test('shows the bot’s time, ticks, and goes to the next thing when told', async ({ room, page, standin }) => {
    await room.open()
    const strip = page.getByRole('region', { name: '小邻的钟' })
    await expect(strip.locator('time')).toContainText('2月11日 周二')
    await expect(strip.locator('time')).toContainText(/09:00:0[1-9]/)
    await expect(strip).toContainText(/后天 18:00\s*提醒房东和租客/)
    standin.room.stepMs = 300
    await strip.getByRole('button', { name: '下一件事' }).click()
    await expect(strip.getByText('钟正在走')).toBeVisible()
    await expect(strip.getByRole('progressbar')).toBeVisible()
    for (const b of await strip.getByRole('button').all()) await expect(b).toHaveAttribute('aria-disabled', 'true')
    await strip.getByRole('button', { name: '+1 天' }).dispatchEvent('click')
    await expect(strip.locator('time')).toContainText('2月13日 周四')
    await expect(strip).toContainText('接下来没有安排')
    expect(standin.room.seen.filter((f: { type: string }) => f.type === 'clock')).toEqual([{ type: 'clock', to: 'next' }])
    await expect(strip.getByRole('button', { name: '下一件事' })).toHaveAttribute('aria-disabled', 'true')
    await strip.getByRole('button', { name: '+1 小时' }).click()
    await expect(strip.locator('time')).toContainText('19:00')
  })

  test('asks before it goes to the present, which cannot be taken back', async ({ room, page, standin }) => {
    await room.open()
    await page.getByRole('button', { name: '到现在' }).click()
    await page.getByRole('button', { name: '不拨' }).click()
    await page.getByRole('button', { name: '到现在' }).click()
    await page.getByRole('button', { name: '拨过去' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect.poll(() => standin.room.seen.filter((f: { type: string }) => f.type === 'clock').length).toBe(1)
  })
})

for (const [name, viewport] of [['telephone', phone], ['desk', desk]] as const)
  test(`a case tells what was said, from which words, what comes and what was left unsaid: ${name}`, async ({ room, page }) => {
    await page.setViewportSize(viewport)
    await room.open()
    await room.say(sentence)
    await expect(room.log().getByText(/收到，南浜新村68号301/)).toBeVisible()
    await room.log().getByRole('button', { name: '看来龙去脉' }).last().click()
    const panel = page.locator('.cases')
    await expect(panel.getByRole('heading', { name: '南浜新村68号301' })).toBeVisible()
    await expect(panel.getByText('等回来')).toBeVisible()
    await expect(panel.locator('.is-said .entry-text mark')).toHaveText(['2月15号', '武汉'])
    await expect(panel.locator('.past')).toContainText('“2月15号”')
    await expect(panel.locator('.coming')).toContainText('问房东：到了吗')
    await expect(panel.locator('.unsaid')).toContainText('话里已经说了')
    await panel.getByRole('button', { name: '看全部' }).click()
    await expect(panel.getByRole('button', { name: /南浜新村5号/ })).toBeVisible()
  })

test('an open case follows what happens, up to the supervisors', async ({ room, page }) => {
  await page.setViewportSize(desk)
  await room.open()
  await room.say(sentence)
  await page.locator('.cases').getByRole('button', { name: /68号301/ }).click()
  for (const at of ['2月13日 周四 18:00', '2月14日 周五 18:00', '2月15日 周六 09:00', '2月15日 周六 12:00', '13:00', '14:00']) {
    await page.getByRole('button', { name: '下一件事' }).click()
    const [day, hour] = [at.slice(0, -5), at.slice(-5)]
    await expect(page.locator('.clock time')).toContainText(day.trim())
    await expect(page.locator('.clock time')).toContainText(hour)
    await expect(page.getByText('钟正在走')).toHaveCount(0)
  }
  await expect(page.locator('.timeline-head')).toContainText('街道平安办')
  await expect(page.locator('.past')).toContainText('告诉街道平安办')
  await expect(page.locator('.coming')).toContainText('后面没有安排了')
})
