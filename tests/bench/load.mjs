import { Pool } from 'undici'
import { percentile } from './arithmetic.mjs'
import { faultOf } from './counting.mjs'

/** The callers, in a process of their own. A job comes as a message; what was counted and timed goes back as one. */

const JOBS = { repeat, together, stall }
const stalled = new Map()

process.on('message', async message => {
  if (message.release) return stalled.get(message.release)?.()
  if (!message.job) return
  const { id, kind, ...job } = message.job
  try {
    process.send({ [id]: await JOBS[kind](job, id) })
  } catch (error) {
    process.send({ [id]: { error: error.message } })
  }
})
process.channel.ref()
process.send({ ready: true })

/** Each caller asks again as soon as it has its answer, or `pause` milliseconds after it began, for `ms` milliseconds. */
async function repeat({ request, expect, callers, ms, pause = 0 }) {
  const pool = poolFor(request, callers)
  const times = []
  const firsts = []
  const faults = {}
  const begun = performance.now()
  async function call() {
    while (performance.now() - begun < ms) {
      const at = performance.now()
      const { first, fault } = await ask(pool, request, expect)
      const took = performance.now() - at
      if (fault) faults[fault] = (faults[fault] ?? 0) + 1
      else times.push(took)
      if (first) firsts.push(first - at)
      if (pause) await new Promise(resolve => setTimeout(resolve, pause - took))
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  const seconds = (performance.now() - begun) / 1000
  await pool.destroy()
  return {
    done: times.length,
    seconds,
    faults,
    ...(times.length && { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }),
    ...firstsOf(firsts),
  }
}

/** All callers at the same moment, once. */
async function together({ request, expect, callers }) {
  const pool = poolFor(request, callers)
  const begun = performance.now()
  const answers = await Promise.all(Array.from({ length: callers }, () => ask(pool, request, expect)))
  const seconds = (performance.now() - begun) / 1000
  await pool.destroy()
  const faults = {}
  for (const { fault } of answers) if (fault) faults[fault] = (faults[fault] ?? 0) + 1
  const firsts = answers.flatMap(({ first }) => (first ? [first - begun] : []))
  return { done: answers.filter(({ fault }) => !fault).length, seconds, faults, ...firstsOf(firsts) }
}

/** Callers that read the headers and then nothing, until they are let go; told when all are there. */
async function stall({ request, callers }, id) {
  const pool = poolFor(request, callers)
  const controllers = []
  const answered = Array.from({ length: callers }, () => {
    return new Promise((resolve, reject) =>
      pool.dispatch(optionsOf(request), {
        onRequestStart: controller => void controllers.push(controller),
        onResponseStart(controller, status) {
          controller.pause()
          if (status === 200) resolve()
          else reject(new Error(`a stalled reader was answered ${status}`))
        },
        onResponseData() {},
        onResponseEnd() {},
        onResponseError: (_, error) => reject(error),
      }),
    )
  })
  try {
    await Promise.all(answered)
    process.send({ [`${id}-stalled`]: true })
    await new Promise(resolve => stalled.set(id, resolve))
    return {}
  } finally {
    for (const controller of controllers) controller.abort(new Error('let go'))
    await pool.destroy()
  }
}

/** When the first word came, and what was wrong with the answer if something was. Never rejects. */
function ask(pool, request, expect) {
  return new Promise(resolve => {
    let status = 0
    let text = ''
    let first
    pool.dispatch(optionsOf(request), {
      onRequestStart() {},
      onResponseStart(_, code) {
        status = code
      },
      onResponseData(_, piece) {
        text += piece.latin1Slice()
        if (first === undefined && text.includes(' word0')) first = performance.now()
      },
      onResponseEnd() {
        resolve({ first, fault: status === 200 ? faultOf(text, expect) : `status ${status}: ${text.slice(0, 300)}` })
      },
      onResponseError(_, error) {
        resolve({ first, fault: error.message })
      },
    })
  })
}

function poolFor({ url }, connections) {
  return new Pool(new URL(url).origin, { connections, pipelining: 1, headersTimeout: 60_000, bodyTimeout: 60_000 })
}

function optionsOf({ url, headers, body }) {
  const { pathname, search } = new URL(url)
  return { method: 'POST', path: pathname + search, headers, body }
}

function firstsOf(firsts) {
  return firsts.length ? { first: { p50: percentile(firsts, 0.5), p99: percentile(firsts, 0.99) } } : {}
}
