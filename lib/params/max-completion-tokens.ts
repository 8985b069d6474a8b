import { tokenLimit } from './token-limit'

export const max_completion_tokens = tokenLimit('max_completion_tokens', {
  label: 'Max completion tokens',
  help: 'The answer ends after this many tokens, thinking included; OpenAI’s newer name for max_tokens.',
})
