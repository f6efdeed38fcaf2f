import { desk, expect, phone, sentence, test } from './support'

for (const [name, viewport] of [['telephone', phone], ['desk', desk]] as const) {
  test.describe(name, () => {
    test.use({ viewport })

    test('a sentence is typed, stands once on my side, and the bot answers in the group and in the direct chat', async ({ room }) => {
      await room.open()
      await room.say(sentence)
      await expect(room.log().getByText(/收到，南浜新村68号301 2月15日/)).toBeVisible()
      await expect(room.row(sentence)).toHaveCount(1)
      await expect(room.row(sentence)).toHaveClass(/own/)
      await room.chat(/^小邻.*1 条没看/)
      await expect(room.log().getByText('一家三口')).toHaveCount(0)
      await expect(room.log().getByText(/从武汉，高铁，3人/)).toBeVisible()
      await expect(room.log().getByText('机器人')).toBeVisible()
    })

    test('a card becomes its result when a button is pressed', async ({ room, page, standin }) => {
      await room.open()
      await room.say('取消')
      await page.getByRole('button', { name: '不对', exact: true }).click()
      await expect(room.log().getByText('好，不改，照原来的。')).toBeVisible()
      await expect(room.log().getByText('已有结果')).toBeVisible()
      await expect(page.getByRole('button', { name: '不对', exact: true })).toHaveCount(0)
      expect(standin.room.seen.filter((f: { type: string }) => f.type === 'press')).toHaveLength(1)
    })
  })
}

test.describe('the room', () => {
  test.use({ viewport: phone })

  test('is kept when the page is loaded anew, as the same person', async ({ room, page }) => {
    await room.open()
    await room.say('大家好')
    await expect(room.row('大家好')).toHaveCount(1)
    await page.reload()
    await expect(room.row('大家好')).toHaveClass(/own/)
  })

  test('tells who is called, and colours only names that are called', async ({ room, page, standin }) => {
    await room.open()
    await page.getByRole('button', { name: '@小邻' }).click()
    await expect(room.field()).toHaveValue('@小邻 ')
    await page.keyboard.type('在吗 @不存在')
    await page.keyboard.press('Enter')
    await expect(room.log().getByText('在的。')).toBeVisible()
    await expect(room.row('在吗').locator('.calling')).toHaveText(['@小邻'])
    expect(standin.room.seen.find((f: { type: string }) => f.type === 'say')).toMatchObject({ mention: true, text: '@小邻 在吗 @不存在', chat: 'g' })
  })

  test('offers sentences to try; a new line needs Shift; an input method’s Enter sends nothing', async ({ room, page, standin }) => {
    await room.open()
    await page.getByRole('button', { name: '302空着没人住' }).click()
    await expect(room.field()).toBeFocused()
    await expect(room.field()).toHaveValue('302空着没人住')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('谢谢')
    await room.field().dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    expect(standin.room.seen.some((f: { type: string }) => f.type === 'say')).toBe(false)
    await page.getByRole('button', { name: '发送' }).click()
    await expect(room.row('302空着没人住')).toHaveCount(1)
    expect(standin.room.seen.find((f: { type: string }) => f.type === 'say')).toMatchObject({ text: '302空着没人住\n谢谢' })
    await expect(room.field()).toHaveValue('')
  })

  test('jumps to what is new below, and marks it in a chat that was not open', async ({ room, page, standin }) => {
    await room.open()
    for (let i = 0; i < 20; ++i) standin.room.add({ chat: 'g', id: `x${i}`, from: '12', name: '张阿姨', text: `话 ${i}` })
    await expect(room.row('话 19')).toBeInViewport()
    await room.log().evaluate((e) => e.scrollTo(0, 0))
    await expect(page.getByRole('button', { name: '回到最新' })).toBeVisible()
    standin.room.add({ chat: 'g', id: 'y', from: '12', name: '张阿姨', text: '最新的话' })
    standin.room.add({ chat: 'd1', id: 'z', from: 'bot', name: '小邻', text: '一对一的话' })
    await page.getByRole('button', { name: '1 条新的在下面' }).click()
    await expect(room.row('最新的话')).toBeInViewport()
    await expect(page.getByRole('button', { name: '回到最新' })).toHaveCount(0)
    await expect(page).toHaveTitle(/^\(1\) /)
    await room.chat(/^小邻.*1 条没看/)
    await expect(room.log().getByText('以下是新的')).toBeVisible()
    await expect(page).toHaveTitle(/^邻里/)
  })

  test('shows in the demo what the bot tells others, to read and not to write', async ({ room, page }) => {
    await room.open()
    await page.getByRole('button', { name: /^聊天/ }).click()
    await expect(page.getByRole('button', { name: /陈阿姨和小邻/ })).toBeHidden()
    await page.getByText('别人的私信 1').click()
    await page.getByRole('button', { name: /陈阿姨和小邻/ }).click()
    await expect(room.log().getByText('记下了：南浜新村5号')).toBeVisible()
    await expect(room.field()).toHaveCount(0)
    await expect(page.getByText('只能看')).toBeVisible()
  })

  test('is used with the keyboard alone', async ({ room, page }) => {
    await page.goto(room.standin.url)
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('68号 房东')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(room.log().getByText('收到，南浜新村5号')).toBeVisible()
    await page.keyboard.press('Tab')
    for (let i = 0; i < 30 && !(await room.field().evaluate((e) => e === document.activeElement)); ++i) await page.keyboard.press('Tab')
    await expect(room.field()).toBeFocused()
    await page.keyboard.type('取消')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '对', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(room.log().getByText('好，已取消。')).toBeVisible()
    await page.getByRole('button', { name: /^进展/ }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('button', { name: /^进展/ })).toBeFocused()
  })
})
