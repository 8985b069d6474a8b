import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { jsonSchema, Output, streamText } from 'ai'
import type { AssistQuestion } from '@/lib/chat/assist'
import { GatewayError } from '@/lib/chat/errors'
import type { InProcess } from './in-process'
import { wordsOf } from './question'
import { tasks } from './tasks'

/** Room for the thinking of models that think unasked, too. */
const MAX_TOKENS = 4096

export type DraftEvent = { delta: string } | { draft: unknown }

/** Asks the model. Gives what it writes as it comes, then the draft; throws GatewayError where there is none to be had. */
export async function* draft(question: AssistQuestion, call: InProcess, signal: AbortSignal): AsyncGenerator<DraftEvent> {
  const { instruction, shape, wanted, read } = tasks[question.task]
  const provider = createOpenAICompatible({
    name: 'refract',
    baseURL: 'http://gateway.invalid/v1',
    fetch: call.fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
  })
  const result = streamText({
    model: provider(question.model),
    system: instruction,
    prompt: wordsOf(question),
    output: shape && Output.object({ name: shape.name, schema: jsonSchema(shape.schema) }),
    maxOutputTokens: MAX_TOKENS,
    // A schema of schemas is open, which OpenAI's strict mode does not take.
    providerOptions: { refract: { strictJsonSchema: false } },
    // The gateway retries where it was asked to.
    maxRetries: 0,
    abortSignal: signal,
    // Else the SDK writes the whole request into the log.
    onError: () => {},
  })

  let text = ''
  let finish = ''
  for await (const part of result.fullStream) {
    if (part.type === 'error') throw failureOf(call, part.error)
    if (part.type === 'finish') finish = part.finishReason
    if (part.type !== 'text-delta') continue
    text += part.text
    yield { delta: part.text }
  }
  signal.throwIfAborted()
  if (call.broken) throw failureOf(call)
  const answer = shape ? parsed(text) : text
  const made = answer === undefined ? undefined : read(answer)
  if (!made) throw unusable(wanted, finish)
  yield { draft: made }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In the gateway's own words where it said some. */
function failureOf({ refused, broken }: InProcess, cause?: unknown): GatewayError {
  const { message, type, param, code } = refused?.body.error ?? broken ?? {}
  if (!message) return new GatewayError('provider_error', 'The model’s answer could not be read.', { cause })
  return new GatewayError('provider_error', message, { status: refused?.status, type, param, code })
}

function unusable(wanted: string, finish: string): GatewayError {
  if (finish === 'length')
    return new GatewayError('provider_error', `The answer reached its limit of ${MAX_TOKENS.toLocaleString('en-US')} tokens.`)
  if (finish === 'content-filter') return new GatewayError('provider_error', 'The model refused to answer this.')
  return new GatewayError(
    'provider_error',
    `The model’s answer is not ${wanted}. Try again, say it differently, or take another model.`,
  )
}
