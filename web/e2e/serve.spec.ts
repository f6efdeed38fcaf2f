import { expect, phone, test } from './support'

test.use({ viewport: phone, options: { mode: 'serve', me: '1' } })

test('without a cookie the page says how to get a link', async ({ page, standin }) => {
  await page.goto(standin.url)
  await expect(page.getByRole('alert')).toContainText('问居委要一个')
  await expect(page.getByRole('textbox')).toHaveCount(0)
})

test('a personal link opens the room once, and its code is gone from the address', async ({ page, standin, room, context }) => {
  await page.goto(`${standin.url}#code=one-time`)
  await expect(room.log().getByText('收到，南浜新村5号')).toBeVisible()
  expect(page.url()).toBe(standin.url)
  await expect(page.getByRole('region', { name: '小邻的钟' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /换人$/ })).toHaveCount(0)
  const second = await context.newPage()
  await second.goto(`${standin.url}#code=one-time`)
  await expect(second.getByRole('alert')).toContainText('已经用过')
  expect(second.url()).toBe(standin.url)
})

test('a link that cannot be tried now can be tried again', async ({ page, standin, room }) => {
  await page.route('**/chat/session', (route) => route.fulfill({ status: 503 }))
  await page.goto(`${standin.url}#code=one-time`)
  await expect(page.getByRole('alert')).toContainText('现在连不上')
  await page.unroute('**/chat/session')
  await page.getByRole('button', { name: '再试一次' }).click()
  await expect(room.log().getByText('收到，南浜新村5号')).toBeVisible()
})

test('signing out ends it here, and an end from outside is told when the connection goes', async ({ page, standin, room }) => {
  await page.goto(`${standin.url}#code=one-time`)
  await page.getByRole('button', { name: /^聊天/ }).click()
  await page.getByRole('button', { name: '退出' }).click()
  await expect(page.getByRole('alert')).toContainText('已经退出')
  standin.codes.add('two')
  await page.goto(`${standin.url}#code=two`)
  await expect(room.log().getByText('收到，南浜新村5号')).toBeVisible()
  standin.signOut()
  await expect(page.getByRole('alert')).toContainText('问居委要一个')
})
