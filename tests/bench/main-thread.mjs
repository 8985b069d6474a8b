/**
 * Milliseconds of processor time the page's main thread spends meanwhile, in all and in its longest task: what it would take on a
 * machine with nothing else to do.
 */
export async function mainThread(page, act) {
  const session = await page.context().newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) if (event.name === 'RunTask' || event.name === 'FireAnimationFrame') events.push(event)
  })
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  })
  await act()
  const complete = new Promise(resolve => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const main = new Set(events.filter(({ name }) => name === 'FireAnimationFrame').map(threadOf))
  const tasks = events.filter(event => event.name === 'RunTask' && main.has(threadOf(event))).map(({ tdur = 0 }) => tdur / 1000)
  return { longest: Math.max(0, ...tasks), all: tasks.reduce((sum, task) => sum + task, 0) }
}

function threadOf({ pid, tid }) {
  return `${pid} ${tid}`
}
