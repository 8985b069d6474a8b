import { text } from './kinds'
import { drop, lacks, type Param, put, when } from './param'
import { isLabel, isRequestMetadata } from './tags'

export const user: Param<string> = {
  label: 'User',
  help: 'A name for your end user, by which the provider can tell abuse apart.',
  group: 'request',
  kind: text(),
  to: {
    openai: put('user'),
    anthropic: put('metadata.user_id'),
    gemini: when(
      ({ can }) => can.labels ?? false,
      when(
        (_context, value) => isLabel(value),
        put('labels.user'),
        drop('A label on Vertex has lower-case letters, digits, _ and - only, at most 63.'),
      ),
      lacks('name for an end user'),
    ),
    converse: when(
      (_context, value) => isRequestMetadata(value),
      put('requestMetadata.user'),
      drop('Request metadata on Bedrock has at most 256 letters, digits and simple signs.'),
    ),
  },
}
