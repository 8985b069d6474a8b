import { logit_bias } from './logit-bias'
import { n } from './n'
import { seed } from './seed'
import { temperature } from './temperature'
import { top_k } from './top-k'

/** Every plain parameter, in the order the playground shows them. */
export const params = { temperature, top_k, n, seed, logit_bias }

export type ParamName = keyof typeof params
