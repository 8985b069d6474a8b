import type { Group, Strategy } from '../types'
import { conditional } from './conditional'
import { fallback } from './fallback'
import { loadbalance } from './loadbalance'

export const strategies: Record<Group['strategy']['mode'], Strategy> = {
  single: (_group, _call, visit) => visit(0),
  fallback,
  loadbalance,
  conditional,
}
