import { tokenLimit } from './token-limit'

export const max_tokens = tokenLimit('max_tokens', {
  label: 'Max tokens',
  help: 'The answer ends after this many tokens.',
})
