// A reporter of node:test for ./test: JUnit whose first element carries the totals, which node's own does not. A suite that fails for a reason
// of its own (a hook, a time limit) while its tests do not is a failure too.
const escaped = (text) => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`).replace(/[^\P{Cc}\t\n]/gu, '')

export default async function* totals(source) {
  const cases = []
  let failures = 0, skipped = 0
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const left = data.skip !== undefined || data.todo !== undefined, failed = type === 'test:fail' && !left
    const error = data.details?.error
    if (data.details?.type === 'suite' && !(failed && error?.failureType !== 'subtestsFailed')) continue
    failures += failed, skipped += left
    const inside = failed ? `<failure message="${escaped(error?.cause?.message ?? error?.message ?? '')}"/>` : left ? '<skipped/>' : ''
    cases.push(`  <testcase name="${escaped(data.name)}" time="${((data.details?.duration_ms ?? 0) / 1000).toFixed(3)}">${inside}</testcase>\n`)
  }
  yield `<testsuites tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${cases.join('')}</testsuites>\n`
}
