import type { ConverseToolChoice } from '@/lib/wires/converse/types'
import { flag } from './kinds'
import { type AnyMapping, type Like, lacks, type Outcome, type Param, put, setAt, when } from './param'

const WITHOUT_TOOLS: Outcome = { action: 'kept', why: 'There are no tools to call; nothing to send.' }

/** Every provider that has the switch answers 400 to it when there are no tools. */
const withTools = <Chosen extends AnyMapping>(mapping: NoInfer<Chosen>): Like<Chosen> =>
  when<AnyMapping>(
    ({ request }) => !!request.tools?.length,
    mapping,
    () => WITHOUT_TOOLS,
  )

export const parallel_tool_calls: Param<boolean> = {
  label: 'Parallel tool calls',
  help: 'Whether the model may call several tools at once.',
  group: 'tools',
  kind: flag(),
  neutral: value => value,
  to: {
    openai: withTools(put('parallel_tool_calls')),
    anthropic: withTools((value, body) => {
      if (value) return PARALLEL_ANYWAY
      const choice = body.tool_choice ?? { type: 'auto' }
      if (choice.type === 'none') return NO_CALLS
      body.tool_choice = { ...choice, disable_parallel_tool_use: true }
      return {
        action: 'moved',
        at: 'tool_choice.disable_parallel_tool_use',
        to: true,
        why: 'Anthropic says it the other way round, in the tool choice.',
      }
    }),
    gemini: lacks('switch for parallel tool calls'),
    converse: withTools((value, body, context) => {
      if (value) return PARALLEL_ANYWAY
      if (context.can.dialect !== 'claude')
        return { action: 'dropped', why: `Bedrock has no switch for parallel tool calls of ${context.can.name}.` }
      if (context.request.tool_choice === 'none' && !body.toolConfig?.toolChoice) return NO_CALLS
      // Claude takes its own form of the choice, which must then be the only one.
      const choice = { ...claudeChoice(body.toolConfig?.toolChoice), disable_parallel_tool_use: true }
      if (body.toolConfig) delete body.toolConfig.toolChoice
      setAt(body, 'additionalModelRequestFields.tool_choice', choice)
      const at = 'additionalModelRequestFields.tool_choice.disable_parallel_tool_use'
      return { action: 'moved', at, to: true, why: `${context.can.name} is told in its own form of the tool choice.` }
    }),
  },
}

const NO_CALLS: Outcome = { action: 'kept', why: 'No tool may be called; nothing to send.' }
const PARALLEL_ANYWAY: Outcome = { action: 'kept', why: 'Tools may be called in parallel anyway; nothing to send.' }

function claudeChoice(choice: ConverseToolChoice | undefined): { type: 'auto' | 'any' | 'tool'; name?: string } {
  if (choice && 'tool' in choice) return { type: 'tool', name: choice.tool.name }
  return { type: choice && 'any' in choice ? 'any' : 'auto' }
}
