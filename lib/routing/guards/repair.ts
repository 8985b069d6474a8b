import type { ChatCompletion, Decoded } from '@/lib/chat/types'
import { addUsage } from '@/lib/chat/usage'
import type { Attempt, Call, Guard, Reply, Send, Target } from '../types'

/** What is wrong with an answer whose form was only asked for in words, as a sentence goes on; nothing where it is right. */
export type Check = (text: string) => string | undefined

type Whole = Extract<Reply, { completion: ChatCompletion }>

/**
 * Checks answers that had to be asked for in words. One that is not as asked is asked for once more, unless it is streamed; the
 * verdict stands in the note of `response_format`. `checkOf` says how a target's answer is checked, if it is.
 */
export function repair(checkOf: (target: Target, call: Call) => Check | undefined): Guard {
  return send => (target, call, path, options) => {
    const check = call.request.response_format ? checkOf(target, call) : undefined
    return check ? checked(check, send, target, call, path, options) : send(target, call, path, options)
  }

  async function checked(check: Check, send: Send, ...[target, call, path, options]: Parameters<Send>): Promise<Reply> {
    const reply = await send(target, call, path, options)
    if (!reply.ok) return reply
    if ('chunks' in reply) return { ...reply, chunks: judged(reply.chunks, check, reply.attempt) }
    const flaw = flawIn(reply.completion, check)
    tell(reply.attempt, verdict(flaw))
    const text = flaw && reply.completion.choices[0]?.message.content
    if (!text || reply.completion.choices[0]!.finish_reason !== 'stop') return reply
    const again = await send(target, asking(call, text, flaw), path, options)
    if (!again.ok || !('completion' in again)) return reply
    const left = flawIn(again.completion, check)
    tell(again.attempt, `It was asked for once more, which is a second request. ${verdict(left)}`)
    return withBothPaid(reply, left === undefined ? again : reply, again)
  }
}

function flawIn({ choices }: ChatCompletion, check: Check): string | undefined {
  const [choice] = choices
  // A call, or a refusal, is no answer to check.
  if (!choice || !(choice.finish_reason === 'stop' || choice.finish_reason === 'length')) return undefined
  return check(choice.message.content ?? '')
}

const verdict = (flaw: string | undefined) => (flaw ? `The answer ${flaw}.` : 'The answer is as it was asked for.')

function tell(attempt: Attempt, words: string) {
  attempt.notes = attempt.notes.map(note => (note.param === 'response_format' ? { ...note, why: `${note.why} ${words}` } : note))
}

function asking(call: Call, text: string, flaw: string): Call {
  const ask = `Your answer ${flaw}. Give the whole answer once more, as JSON and nothing else.`
  const messages = [
    ...call.request.messages,
    { role: 'assistant' as const, content: text },
    { role: 'user' as const, content: ask },
  ]
  return { ...call, request: { ...call.request, messages } }
}

/** The better answer of two, with the tokens of both. */
function withBothPaid(first: Whole, chosen: Whole, second: Whole): Reply {
  const usages = [first.completion.usage, second.completion.usage].filter(usage => usage !== undefined)
  if (!usages.length) return chosen
  return { ...chosen, completion: { ...chosen.completion, usage: usages.reduce(addUsage) } }
}

/** The same stream; when it is over, the verdict is told. */
async function* judged(chunks: AsyncIterable<Decoded[]>, check: Check, attempt: Attempt): AsyncGenerator<Decoded[]> {
  let text = ''
  let finish: string | undefined
  for await (const batch of chunks) {
    for (const { chunk } of batch) {
      const choice = chunk.choices.find(({ index }) => index === 0)
      text += choice?.delta?.content ?? ''
      finish = choice?.finish_reason ?? finish
    }
    yield batch
  }
  if (finish === 'stop' || finish === 'length') tell(attempt, verdict(check(text)))
}
