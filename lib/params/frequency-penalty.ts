import { penalty } from './penalty'

export const frequency_penalty = penalty('frequency_penalty', {
  label: 'Frequency penalty',
  help: 'Makes tokens less likely the more often they have occurred.',
})
