/** What the page's main thread computes meanwhile, in milliseconds of processor time: what it would take with nothing else to do. */
export async function timeOf(page, act) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taken = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
  }
  const before = await taken()
  await act()
  const time = (await taken()) - before
  await session.detach()
  return time
}

/** The same of the longest of its tasks. Tracing them makes them longer. */
export async function longestTask(page, act) {
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
  const tasks = events.filter(event => event.name === 'RunTask' && main.has(threadOf(event)))
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000))
}

function threadOf({ pid, tid }) {
  return `${pid} ${tid}`
}
