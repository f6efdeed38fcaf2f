// What strangers write is text: none of it runs, none of it leaves its place.
import { desk, expect, phone, test } from './support'

const payloads = [
  '<script>window.ran=1</script>', '<img src=x onerror="window.ran=1">', '<svg/onload=window.ran=1>', '"><svg onload=window.ran=1>', "'-window.ran=1-'",
  '{{constructor.constructor("window.ran=1")()}}', '${window.ran=1}', 'javascript:window.ran=1', '<a href="javascript:window.ran=1">好</a>',
  '<iframe srcdoc="<script>parent.ran=1</script>">', '<style>body{display:none}</style>', '<b style="position:fixed;inset:0">盖住</b>',
  '\u202e倒过来\u202c', '\u0000\u0007\u001b[31m', '邻'.repeat(400), 'a'.repeat(3000), '👨‍👩‍👧'.repeat(60), '__proto__', 'constructor', '&lt;b&gt;', '<!--', ']]>',
]
const one = (i: number) => payloads[i % payloads.length]
const entry = (i: number) => ({ at: one(i), kind: one(i + 1), text: one(i), who: one(i + 2), why: one(i + 3), words: one(i + 4), rule: one(i + 5), to: one(i + 6),
  marks: [{ begin: 1, end: 5, rule: one(i + 7), slot: one(i + 8) }] })
const head = (i: number, id: string) => ({ id, title: one(i), place: one(i + 1), state: one(i + 2), colour: one(i + 3), owner: one(i + 4), next: { at: one(i + 5), what: one(i + 6) }, open: i % 2 === 0 })

test.use({ options: { extra: {
  people: [{ id: '1', name: '王阿姨', role: 'landlord', detail: '68号' }, ...payloads.map((p, i) => ({ id: `p${i}${p.slice(0, 20)}`, name: p, role: one(i + 1), detail: one(i + 2) }))],
  suggestions: payloads.slice(0, 6),
} } })

for (const viewport of [phone, desk])
  test(`in every field, at ${viewport.width} px, nothing runs and nothing leaves the page`, async ({ page, standin, room }) => {
    await page.setViewportSize(viewport)
    payloads.forEach((p, i) => standin.room.add({ chat: 'g', id: `m${i}${p.slice(0, 9)}`, from: i % 2 ? 'bot' : `p${i}${p.slice(0, 20)}`, name: p, text: p, at: i % 3 ? undefined : p, mention: [`p${i}`],
      buttons: i % 2 ? [{ key: p.slice(0, 50), label: one(i + 1) }] : [], settled: i % 4 === 3, case: 'x' }))
    standin.room.cases = payloads.map((_, i) => ({ head: head(i, `x${i}`), past: payloads.map((_, j) => entry(j)), coming: [entry(i)], unsaid: [entry(i + 1)] }))
    standin.room.dues = [{ at: '2020-02-12T09:00:00+08:00', what: one(2), place: one(1), does: 'first' }]
    await page.goto(standin.url)
    await page.getByRole('searchbox').fill('68号')
    await page.getByRole('dialog').getByRole('button', { name: '王阿姨' }).first().click()
    await expect(room.log().locator('.row')).toHaveCount(4 + payloads.length)
    for (const p of payloads) {
      await room.say(p)
      await expect(room.log().locator('.pending')).toHaveCount(0)
    }
    await expect(room.log().locator('.row')).toHaveCount(4 + payloads.length * 2)
    await room.cases()
    const panel = page.locator('.cases')
    await panel.getByRole('button').nth(1).click()
    await expect(panel.locator('.entry')).toHaveCount(payloads.length + 2)
    expect(await page.evaluate(() => (window as never as { ran?: number }).ran)).toBeUndefined()
    expect(await page.locator('script:not([src]), iframe, .log img, .log a, .cases img, [onload], [onerror], .log style').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    for (const box of ['.log', '.cases'])
      expect(await page.locator(box).first().evaluate((e) => e.scrollWidth <= e.clientWidth + 1), `${box} does not scroll sideways`).toBe(true)
  })
