import type { Candidate, LogprobsResult, LogprobsResultCandidate, Part } from '@google/genai'
import type { TokenLogprob, TopLogprob } from '@/lib/chat/types'
import type { Step } from '../run'
import { type Frame, type Piece, toPieces } from './stream'

/** Waits for every candidate, and gives one answer. `top`: how many alternatives per token; absent: no log probabilities. */
export async function toReply(steps: AsyncIterable<Step>, frame: Frame, top: number | undefined): Promise<Piece> {
  const tokens = Array.from({ length: frame.candidates }, (): TokenLogprob[] => [])
  const candidates: Candidate[] = []
  let last: Piece | undefined
  for await (const piece of toPieces(listened(steps, tokens), frame)) {
    last = piece
    for (const { index = 0, content, finishReason } of piece.candidates ?? []) {
      const candidate = (candidates[index] ??= { content: { parts: [], role: 'model' }, index })
      for (const part of content?.parts ?? []) addPart(candidate.content!.parts!, part)
      if (finishReason) candidate.finishReason = finishReason
    }
  }
  if (!last) throw new Error('An answer has an end.')
  return {
    ...last,
    candidates: candidates.map((candidate, index) => ({
      ...candidate,
      ...(top !== undefined && logprobsOf(tokens[index]!, top)),
    })),
  }
}

/** Log probabilities are no part of a piece: they are never streamed. */
async function* listened(steps: AsyncIterable<Step>, tokens: TokenLogprob[][]): AsyncGenerator<Step> {
  for await (const step of steps) {
    if (step.event.kind === 'text' && step.event.logprob) tokens[step.choice]!.push(step.event.logprob)
    yield step
  }
}

/** Text grows, and in a whole answer it carries its own signature. */
function addPart(parts: Part[], part: Part) {
  const last = parts.at(-1)
  if (part.text === undefined || last?.text === undefined || last.thought !== part.thought) {
    parts.push({ ...part })
    return
  }
  last.text += part.text
  if (part.thoughtSignature) last.thoughtSignature = part.thoughtSignature
}

function logprobsOf(tokens: readonly TokenLogprob[], top: number): Pick<Candidate, 'avgLogprobs' | 'logprobsResult'> {
  const sum = tokens.reduce((total, { logprob }) => total + finite(logprob), 0)
  const logprobsResult: LogprobsResult = {
    chosenCandidates: tokens.map(toCandidate),
    ...(top > 0 && { topCandidates: tokens.map(({ top_logprobs }) => ({ candidates: top_logprobs.map(toCandidate) })) }),
    logProbabilitySum: sum,
  }
  return { ...(tokens.length > 0 && { avgLogprobs: sum / tokens.length }), logprobsResult }
}

const toCandidate = ({ token, logprob, bytes }: TopLogprob): LogprobsResultCandidate => ({
  token: spelled(token, bytes),
  logProbability: finite(logprob),
})

/** JSON has no minus infinity. */
const finite = (logprob: number) => Math.max(logprob, -9999)

/** A token that is a part of a character only is spelled by its bytes, as in the vocabularies of Google's tokenizers. */
function spelled(token: string, bytes: number[] | null): string {
  if (!bytes || isWhole(bytes)) return token
  return bytes.map(byte => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('')
}

function isWhole(bytes: number[]): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
    return true
  } catch {
    return false
  }
}
