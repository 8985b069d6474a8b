import { penalty } from './penalty'

export const presence_penalty = penalty('presence_penalty', {
  label: 'Presence penalty',
  help: 'Makes every token that has occurred less likely, however often it did.',
})
