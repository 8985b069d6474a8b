import type { Prompt } from './types'

/** What a prompt is made of, in words: `4 messages, 2 tools, schema`. */
export function contentsOf({ messages, params, variables, mocks }: Omit<Prompt, 'messages'> & { messages: unknown[] }): string {
  const count = (number: number, word: string) => (number ? [`${number} ${word}${number === 1 ? '' : 's'}`] : [])
  return [
    ...count(messages.length, 'message'),
    ...count(params.tools?.length ?? 0, 'tool'),
    ...(params.response_format?.type === 'json_schema' ? ['schema'] : []),
    ...count(Object.keys(variables?.values ?? {}).length, 'variable'),
    ...count(Object.keys(mocks ?? {}).length, 'mocked result'),
  ].join(', ')
}
