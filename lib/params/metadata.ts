import { record, text } from './kinds'
import { lacks, type Outcome, type Param, put, when } from './param'
import { isLabel, isLabelKey, isRequestMetadata } from './tags'

type Pairs = Record<string, string>

export const metadata: Param<Pairs> = {
  label: 'Metadata',
  help: 'Keys and values kept with the request at the provider, to find it again.',
  group: 'request',
  kind: record(text()),
  neutral: value => Object.keys(value).length === 0,
  to: {
    openai: put('metadata'),
    anthropic: lacks('metadata but a user id'),
    gemini: when(
      ({ can }) => can.labels ?? false,
      (value, body) => {
        const labels = fitting(value, 64, ([key, item]) => isLabelKey(key) && isLabel(item))
        if (labels) body.labels = { ...body.labels, ...labels }
        return told(value, labels, 'labels', 'Vertex takes at most 64 labels of lower-case letters, digits, _ and -.')
      },
      lacks('metadata'),
    ),
    converse: (value, body) => {
      const tags = fitting(value, 16, pair => pair.every(isRequestMetadata))
      if (tags) body.requestMetadata = { ...body.requestMetadata, ...tags }
      return told(value, tags, 'requestMetadata', 'Bedrock takes at most 16 pairs of 256 letters, digits and simple signs.')
    },
  },
}

/** The pairs a place can hold; nothing when it can hold none. */
function fitting(value: Pairs, most: number, fits: (pair: [string, string]) => boolean): Pairs | undefined {
  const pairs = Object.entries(value).filter(fits).slice(0, most)
  return pairs.length ? Object.fromEntries(pairs) : undefined
}

/** One note for those that are sent, one for each that is not. */
function told(value: Pairs, sent: Pairs | undefined, at: string, limits: string): Outcome | Outcome[] {
  if (!sent) return { action: 'dropped', why: limits }
  const left = Object.entries(value).filter(([key]) => !Object.hasOwn(sent, key))
  return [
    { action: 'moved', at, to: sent, why: `It is called ${at} there.` },
    ...left.map(([key, from]): Outcome => ({ param: `metadata.${key}`, action: 'dropped', from, why: limits })),
  ]
}
