/** Ratios that are goals; those the rounds must agree on. */
export const PAIRS = ['front/portkey', 'front/bare', 'next/portkey']

/** What the wires' streams end with, as a caller of each sees it. */
export function endOf({ name }, wire) {
  return name === 'direct' && wire === 'anthropic' ? 'message_stop' : '[DONE]'
}

/** Answers a second and the server's processor time for each, in microseconds. Throws where an answer was not exact. */
export async function measureRate({ run }, contestant, job) {
  const before = await contestant.usage()
  const answer = await run({ kind: 'repeat', ...job })
  const after = await contestant.usage()
  exact(answer, contestant)
  return { ...answer, perSecond: answer.done / answer.seconds, cpu: (after.cpu - before.cpu) / answer.done }
}

/** A number that rests on wrong answers is none. */
export function exact({ faults, done }, { name }) {
  const [fault] = Object.keys(faults)
  if (fault) throw new Error(`${name}: ${faults[fault]} answers were wrong: ${fault}`)
  if (!done) throw new Error(`${name}: nothing was answered in the time`)
}
