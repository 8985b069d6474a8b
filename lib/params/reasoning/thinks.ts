import type { ThinkingAbility } from '@/lib/chat/abilities'
import type { ChatRequest } from '@/lib/chat/types'
import type { MappingContext } from '../param'
import { wishOf } from './wish'

type Asked = Pick<MappingContext, 'request' | 'can'>

/** Will the model think about this request. */
export function thinks({ request, can }: Asked): boolean {
  const { thinking } = can
  if (thinking.kind === 'none' || thinking.kind === 'unknown') return false
  if (can.toolsNeedEffortNone && hasFunctionTools(request)) return false
  const wish = wishOf(request)
  if (!wish) return thinking.whenOmitted
  return !wish.off || !canStop(thinking)
}

/** May temperature and the like be sent with this request. */
export function samples(context: Asked): boolean {
  const { sampling } = context.can
  return sampling === 'always' || (sampling === 'not-thinking' && !thinks(context))
}

export function hasFunctionTools({ tools, functions }: ChatRequest): boolean {
  return !!functions?.length || !!tools?.some(tool => tool.type === 'function')
}

function canStop(thinking: Exclude<ThinkingAbility, { kind: 'none' | 'unknown' }>): boolean {
  return thinking.kind === 'effort' ? thinking.rungs.includes('none') : thinking.off
}
