/** Encodings of OpenAI's models, by the names tiktoken gives them. */
export type EncodingName = 'o200k_base' | 'cl100k_base'

/** The tokens a model counts in, by its name wherever it is served; nothing where only its vendor knows. */
export function encodingOf({ provider, model }: { provider: string; model: string }): EncodingName | undefined {
  // Its faults and faces answer with the built-in model, whose tokens are its own.
  if (provider === 'sandbox') return
  const name = model.toLowerCase()
  if (/gpt-3\.5|gpt-35|gpt-4(?![.\do])/.test(name)) return 'cl100k_base'
  return /gpt-|(^|[/:])o\d/.test(name) ? 'o200k_base' : undefined
}
