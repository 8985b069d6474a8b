import type { ReasoningEffort } from '@/lib/chat/types'
import type { Overrides } from '@/lib/params/apply'
import { AS_WRITTEN, type MappingContext, type Outcome, place } from '@/lib/params/param'
import { effortOf, nearestRung } from '@/lib/params/reasoning/efforts'
import { effortNote } from '@/lib/params/reasoning/notes'
import { asked, type Teller, type Wish } from '@/lib/params/reasoning/wish'
import type { OpenAIBody } from '@/lib/wires/openai/types'

/** Both parameters by which callers ask for thinking, told to a place in its own way. */
export function thinkingBy(tell: Teller<OpenAIBody>): Overrides {
  return { thinking: asked('thinking', tell), reasoning_effort: asked('reasoning_effort', tell) }
}

/** The model's rung nearest to a wish, `medium` where no amount is asked; nothing where it has no rungs. */
export function rungOf({ off, effort, budget }: Wish, { can }: Pick<MappingContext, 'can'>): ReasoningEffort | undefined {
  const rungs = can.thinking.kind === 'effort' ? can.thinking.rungs : []
  if (!rungs.length) return undefined
  return nearestRung(rungs, off ? 'none' : (effort ?? (budget === undefined ? 'medium' : effortOf(budget))))
}

/** OpenRouter and Vercel: `reasoning {effort | max_tokens, enabled, exclude}`, which the caller may write as well. */
export const byReasoning: Teller<OpenAIBody> = (wish, body, context) => {
  if (context.request.reasoning != null) return { action: 'dropped', why: 'reasoning is given too, and it wins.' }
  const effort = wish.effort && !wish.off ? rungOf(wish, context) : undefined
  const told = {
    ...(wish.off && { enabled: false }),
    ...(effort && { effort }),
    ...(wish.budget !== undefined && { max_tokens: wish.budget }),
    ...(!wish.off && !effort && wish.budget === undefined && { enabled: true }),
    ...(wish.display === 'omitted' && { exclude: true }),
  }
  body.reasoning = told
  if (effort) return effortNote(wish, effort, 'reasoning.effort', context)
  return { action: 'moved', at: 'reasoning', to: told, why: `${place(context)} calls it reasoning.` }
}

/** DeepSeek and Moonshot: `thinking {type: enabled | disabled}`. An amount cannot be told by it. */
export function bySwitch(type: 'enabled' | 'disabled', wish: Wish, body: OpenAIBody, context: MappingContext): Outcome {
  const { param, request, can } = context
  const { keep } = (request.thinking ?? {}) as { keep?: unknown }
  const told = { type, ...(keep !== undefined && { keep }) }
  Object.assign(body, { thinking: told })
  const base = { at: 'thinking', to: told }
  if (param === 'thinking') {
    const same = request.thinking?.type === type && Object.keys(request.thinking).length === Object.keys(told).length
    if (same) return { ...base, action: 'kept', why: AS_WRITTEN }
    return { ...base, action: 'changed', why: `${can.name} takes thinking enabled or disabled, and nothing more there.` }
  }
  const action = wish.off ? 'moved' : 'changed'
  return { ...base, action, why: `${can.name} has a switch for thinking${wish.off ? '' : ', and no efforts'}.` }
}

/** vLLM and llama.cpp: the switch is the model's chat template's; `budgetKey` is what a budget is called beside it. */
export function byTemplate(budgetKey?: string): Overrides {
  return {
    thinking: asked('thinking', ({ off, budget }, body, context) => {
      const kwargs = { enable_thinking: !off, ...(body.chat_template_kwargs as object | undefined) }
      body.chat_template_kwargs = kwargs
      const at = 'chat_template_kwargs.enable_thinking'
      const why = `${place(context)} has a switch for it in the model's chat template.`
      const switched: Outcome = { action: 'moved', at, to: kwargs.enable_thinking, why }
      return budget === undefined ? switched : [switched, budgeted(budget, body, context)]
    }),
    // The caller's own settings of the template stand beside the switch, and win.
    chat_template_kwargs: (value, body) => {
      body.chat_template_kwargs = body.chat_template_kwargs ? { ...body.chat_template_kwargs, ...value } : value
    },
  }

  function budgeted(budget: number, body: OpenAIBody, context: MappingContext): Outcome {
    const note = { param: 'thinking.budget_tokens', from: budget }
    if (!budgetKey) return { ...note, action: 'dropped', why: `${place(context)} takes no budget.` }
    body[budgetKey] = budget
    return { ...note, action: 'moved', at: budgetKey, to: budget, why: `${place(context)} calls it ${budgetKey}.` }
  }
}
