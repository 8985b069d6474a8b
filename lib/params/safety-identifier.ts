import { text } from './kinds'
import { drop, lacks, type Param, put, when } from './param'

export const safety_identifier: Param<string> = {
  label: 'Safety identifier',
  help: 'A stable, hashed name of your end user, by which the provider can tell abuse apart.',
  group: 'request',
  kind: text(),
  to: {
    openai: put('safety_identifier'),
    anthropic: when(
      ({ request }) => request.user == null,
      put('metadata.user_id'),
      drop('Anthropic takes one name for an end user; user is sent.'),
    ),
    gemini: lacks('safety_identifier'),
    converse: lacks('safety_identifier'),
  },
}
