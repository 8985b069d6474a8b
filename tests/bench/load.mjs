import { percentile } from './arithmetic.mjs'
import { bytesOf, Connection } from './connection.mjs'
import { faultOf } from './counting.mjs'

/** The callers, in a process of their own. A job comes as a message; what was counted and timed goes back as one. */

const JOBS = { repeat, together, stall }
const stalled = new Map()

process.on('message', async message => {
  if (message.release) return stalled.get(message.release)?.()
  if (!message.job) return
  const { id, kind, request, ...job } = message.job
  const callers = Array.from({ length: job.callers }, () => new Connection(request.url))
  try {
    process.send({ [id]: await JOBS[kind]({ ...job, bytes: bytesOf(request), callers }, id) })
  } catch (error) {
    process.send({ [id]: { error: error.message } })
  } finally {
    for (const caller of callers) caller.close()
  }
})
process.channel.ref()
process.send({ ready: true })

/** Each caller asks again as soon as it has its answer, or `pause` milliseconds after it began, for `ms` milliseconds. */
async function repeat({ bytes, expect, callers, ms, pause = 0 }) {
  const answers = []
  const begun = performance.now()
  async function call(caller) {
    while (performance.now() - begun < ms) {
      const answer = await ask(caller, bytes, expect)
      answers.push(answer)
      if (answer.fault) return
      if (pause) await new Promise(resolve => setTimeout(resolve, pause - answer.took))
    }
  }
  await Promise.all(callers.map(call))
  return summary(answers, begun)
}

/** All callers at the same moment, once. */
async function together({ bytes, expect, callers }) {
  const begun = performance.now()
  return summary(await Promise.all(callers.map(caller => ask(caller, bytes, expect))), begun)
}

/** Callers that read the headers and then nothing, until they are let go; told when all are there. */
async function stall({ bytes, callers }, id) {
  const heads = callers.map(
    caller =>
      new Promise((resolve, reject) => {
        const onHead = status => {
          caller.stall()
          if (status === 200) resolve()
          else reject(new Error(`a stalled reader was answered ${status}`))
        }
        caller.ask(bytes, { onHead, onText() {} }).catch(reject)
      }),
  )
  await Promise.all(heads)
  const released = new Promise(resolve => stalled.set(id, resolve))
  process.send({ [`${id}-stalled`]: true })
  await released
  return {}
}

/** Milliseconds to the first word and to the end, and what was wrong with the answer if something was. Never rejects. */
async function ask(caller, bytes, expect) {
  const begun = performance.now()
  let status = 0
  let text = ''
  let first
  const onHead = code => {
    status = code
  }
  const onText = piece => {
    text += piece
    if (first === undefined && text.includes(' word0')) first = performance.now() - begun
  }
  try {
    await caller.ask(bytes, { onHead, onText })
  } catch (error) {
    return { first, fault: error.message }
  }
  const took = performance.now() - begun
  return { first, took, fault: status === 200 ? faultOf(text, expect) : `status ${status}: ${text.slice(0, 300)}` }
}

function summary(answers, begun) {
  const seconds = (performance.now() - begun) / 1000
  const faults = {}
  for (const { fault } of answers) if (fault) faults[fault] = (faults[fault] ?? 0) + 1
  const good = answers.filter(({ fault }) => !fault)
  const firsts = answers.flatMap(({ first }) => first ?? [])
  return { done: good.length, seconds, faults, ...percentiles(good.map(({ took }) => took)), first: percentiles(firsts) }
}

function percentiles(times) {
  return times.length ? { p50: percentile(times, 0.5), p99: percentile(times, 0.99) } : {}
}
