import { record, text } from './kinds'
import { lacks, type Outcome, type Param, put, when } from './param'
import { isLabel, isLabelKey, isRequestMetadata } from './tags'

const MOST_LABELS = 64
const MOST_ON_BEDROCK = 16

export const metadata: Param<Record<string, string>> = {
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
        const { fitting, outcomes } = sorted(
          value,
          MOST_LABELS,
          ([key, item]) => isLabelKey(key) && isLabel(item),
          'Vertex takes at most 64 labels of lower-case letters, digits, _ and -.',
        )
        if (fitting) body.labels = { ...body.labels, ...fitting }
        return [
          ...(fitting ? [{ action: 'moved', at: 'labels', to: fitting, why: 'Vertex calls it labels.' } as const] : []),
          ...outcomes,
        ]
      },
      lacks('metadata'),
    ),
    converse: (value, body) => {
      const { fitting, outcomes } = sorted(
        value,
        MOST_ON_BEDROCK,
        pair => pair.every(isRequestMetadata),
        'Bedrock takes at most 16 pairs of 256 letters, digits and simple signs.',
      )
      if (fitting) body.requestMetadata = { ...body.requestMetadata, ...fitting }
      return [
        ...(fitting
          ? [{ action: 'moved', at: 'requestMetadata', to: fitting, why: 'Bedrock calls it requestMetadata.' } as const]
          : []),
        ...outcomes,
      ]
    },
  },
}

/** The pairs a place takes, and a note for each of the others. */
function sorted(value: Record<string, string>, most: number, fits: (pair: [string, string]) => boolean, why: string) {
  const pairs = Object.entries(value)
  const taken = pairs.filter(fits).slice(0, most)
  const left = pairs.filter(pair => !taken.includes(pair))
  return {
    fitting: taken.length ? Object.fromEntries(taken) : undefined,
    outcomes: left.map(([key, item]): Outcome => ({ param: `metadata.${key}`, action: 'dropped', from: item, why })),
  }
}
