import { expect, phone, test } from './support'

test.use({ viewport: phone })
const says = (seen: { type: string; id: string; text: string }[]) => seen.filter((f) => f.type === 'say')

test('what was not recorded is told at the message, and tried again where that may help', async ({ room, page, standin }) => {
  await room.open()
  for (const [error, words, again] of [['full', /地方满了/, true], ['read_only', /只能看/, true], ['busy', /歇几秒/, true], ['something_new', /没有记下/, true],
    ['too_long', /太长/, false], ['not_text', /认不出的字符/, false], ['not_yours', /不归您/, false], ['failed', /没能处理/, false]] as const) {
    const text = `15号到 ${error}`
    standin.room.refusals.push(error)
    await room.say(text)
    await expect(page.getByRole('alert')).toContainText(words)
    await expect(page.getByRole('button', { name: '再试一次' })).toHaveCount(again ? 1 : 0)
    if (again) {
      await page.getByRole('button', { name: '再试一次' }).click()
      await expect(room.row(text)).toHaveCount(1)
      const sent = says(standin.room.seen).filter((f) => f.text === text)
      expect(sent.map((f) => f.id)).toEqual([sent[0].id, sent[0].id])
    } else {
      await page.getByRole('button', { name: '拿回来改' }).click()
      await expect(room.field()).toHaveValue(text)
    }
    await expect(page.getByRole('alert')).toHaveCount(0)
  }
})

test('what is too long for the line is not even sent', async ({ room, page, standin }) => {
  await room.open()
  await room.say('很长'.repeat(9000))
  await expect(page.getByRole('alert')).toContainText('太长')
  await room.say('短的')
  await expect(room.row('短的')).toHaveCount(1)
  expect(says(standin.room.seen).map((f) => f.text)).toEqual(['短的'])
})

test('somebody the service does not know any more is asked anew who they are', async ({ room, page, standin }) => {
  await page.addInitScript(() => sessionStorage.setItem('linli.person', 'gone'))
  await page.goto(standin.url)
  await room.be('王阿姨')
  await room.say('我来了')
  await expect(room.row('我来了')).toHaveCount(1)
})

test('a press that was not recorded is told at the card and pressed again', async ({ room, page, standin }) => {
  await room.open()
  await room.say('取消')
  await expect(page.getByRole('button', { name: '不对', exact: true })).toBeVisible()
  standin.room.refusals.push('read_only')
  await page.getByRole('button', { name: '不对', exact: true }).click()
  await expect(room.log().getByText(/只能看/)).toBeVisible()
  await page.getByRole('button', { name: '再试一次' }).click()
  await expect(room.log().getByText('照原来的')).toBeVisible()
})

test('while the connection is away what is written waits, and goes out once, in order', async ({ room, page, standin }) => {
  await room.open()
  await standin.stop()
  await expect(page.getByText('秒后再连')).toBeVisible()
  await room.say('第一句')
  await room.say('第二句')
  await expect(room.log().getByText('等连上就发')).toHaveCount(2)
  await standin.startAgain()
  await page.getByRole('button', { name: '现在就连' }).click()
  await expect(page.locator('.banner').getByText('又连上了').last()).toBeVisible()
  await expect(room.log().getByText('等连上就发')).toHaveCount(0)
  expect(says(standin.room.seen).map((f) => f.text)).toEqual(['第一句', '第二句'])
  const texts = await room.log().locator('.text').allTextContents()
  expect(texts.slice(-2)).toEqual(['第一句', '第二句'])
})

test('an answer lost with the connection costs nothing: the same id comes again and is answered once', async ({ room, standin }) => {
  await room.open()
  standin.room.deaf = true
  await room.say('听见了吗')
  await expect.poll(() => says(standin.room.seen).length).toBe(1)
  standin.room.deaf = false
  standin.drop()
  await expect.poll(() => says(standin.room.seen).length).toBe(2)
  await expect(room.log().locator('.pending')).toHaveCount(0)
  await expect(room.row('听见了吗')).toHaveCount(1)
  const sent = says(standin.room.seen)
  expect(sent.map((f) => f.id)).toEqual([sent[0].id, sent[0].id])
  expect(standin.room.messages.filter((m: { text: string }) => m.text === '听见了吗')).toHaveLength(1)
})

test('it reads on from the last number, and learns what changed meanwhile', async ({ room, page, standin }) => {
  await room.open()
  await room.say('取消')
  await expect(page.getByRole('button', { name: '不对', exact: true })).toBeVisible()
  const last = standin.room.n
  await standin.stop()
  standin.room.update('card', { text: '另一处按过了。', buttons: [], settled: true })
  standin.room.add({ chat: 'g', id: 'late', from: '12', name: '张阿姨', text: '你不在时说的' })
  await standin.startAgain()
  await expect(room.log().getByText('你不在时说的')).toBeVisible()
  await expect(room.log().getByText('另一处按过了。')).toBeVisible()
  expect(standin.room.seen.filter((f: { type: string }) => f.type === 'hello').pop()).toMatchObject({ last, person: '1' })
})

test('a service that was begun anew is read from its beginning', async ({ room, standin }) => {
  await room.open()
  await room.say('旧的话')
  await expect(room.row('旧的话')).toHaveCount(1)
  await standin.stop()
  standin.room.messages.splice(1)
  standin.room.n = 1
  await standin.startAgain()
  await expect(room.row('旧的话')).toHaveCount(0)
  await expect(room.row('大家晚上好')).toHaveCount(1)
})

test('who becomes somebody else sees their chats and says nothing in the other name', async ({ room, page, standin }) => {
  await room.open()
  await standin.stop()
  await expect(page.getByText('秒后再连')).toBeVisible()
  await room.say('王阿姨写的')
  await page.getByRole('button', { name: /换人$/ }).click()
  await page.getByRole('searchbox').fill('陆科长')
  await page.getByRole('dialog').getByRole('button', { name: /陆科长/ }).first().click()
  await standin.startAgain()
  await expect(page.getByRole('button', { name: '我是 陆科长，换人' })).toBeVisible()
  await room.chat(/平安办值班群/)
  await expect(room.log()).toBeVisible()
  expect(says(standin.room.seen)).toHaveLength(0)
  await page.getByRole('button', { name: /换人$/ }).click()
  await room.be('王阿姨')
  await expect(room.row('王阿姨写的')).toHaveCount(1)
  expect(says(standin.room.seen)).toHaveLength(1)
})
