import './tokens.css'
import { Refusal } from './answer-parts'
import { TokensHeat } from './tokens-heat'
import { TokensNone } from './tokens-none'
import type { ViewProps } from './view'

/** The tokens where there are probabilities; else why there are none. */
export default function TokensView({ run, choice: index }: ViewProps) {
  const choice = run.completion?.choices[index]
  const { content, refusal } = choice?.logprobs ?? {}
  if (content?.length) return <TokensHeat key={`${run.id} ${index}`} run={run} list={content} text={choice?.message.content} />
  if (refusal?.length) return <TokensHeat key={`${run.id} ${index}`} run={run} list={refusal} text={choice?.message.refusal} />
  return (
    <>
      <Refusal text={choice?.message.refusal} />
      <TokensNone run={run} choice={index} />
    </>
  )
}
