import { later } from '../ui/early'
import type { Editor } from './editor'

const FIELDS = [
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'presence_penalty',
  'frequency_penalty',
  'seed',
  'stop',
  'logit_bias',
] as const

/** How tokens are drawn, and where drawing ends. */
export const sampling: Editor = {
  id: 'sampling',
  title: 'Sampling',
  icon: 'sliders',
  fields: FIELDS,
  summary(params) {
    const [first, ...rest] = FIELDS.filter(name => params[name] != null)
    if (!first) return null
    const value = params[first]
    const word = typeof value === 'object' ? first : `${nameOf(first)} ${value}`
    return rest.length ? `${word} +${rest.length}` : word
  },
  Controls: later(() => import('./sampling-controls')),
}

const nameOf = (field: string) => (field === 'temperature' ? 'T' : field)
