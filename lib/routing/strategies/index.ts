import type { Group, Strategy } from '../types'
import { fallback } from './fallback'

export const strategies: Record<Group['strategy']['mode'], Strategy> = {
  single: (_group, _call, visit) => visit(0),
  fallback,
}
