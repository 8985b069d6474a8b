import { some } from './kinds'
import { convert, drop, type Param, put } from './param'

type Modality = 'text' | 'audio' | 'image'
const textOnly = drop(({ can }) => `${can.name} answers with text only.`)

export const modalities: Param<Modality[]> = {
  label: 'Modalities',
  help: 'Whether the answer may hold text, sound or images.',
  group: 'output',
  kind: some(['text', 'audio', 'image']),
  neutral: value => value.every(modality => modality === 'text'),
  to: {
    openai: put('modalities'),
    anthropic: textOnly,
    gemini: convert(
      'generationConfig.responseModalities',
      (value: Modality[]) => value.map(modality => modality.toUpperCase()),
      'Gemini calls it responseModalities, in capitals.',
      '',
    ),
    converse: textOnly,
  },
}
