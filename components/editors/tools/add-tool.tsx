'use client'

import { useState } from 'react'
import type { Tool } from '@/lib/chat/types'
import { usePlayground } from '@/lib/playground/context'
import { TOOL_EXAMPLES, type ToolExample } from '@/lib/playground/tool-examples'
import { readTools } from '@/lib/playground/tool-text'
import { emptyTool, freeName, renamed, toolName } from '@/lib/playground/tools'
import type { Column } from '@/lib/playground/types'
import { own } from '@/lib/util/own'
import { Assist } from '../../assist/assist'
import { Button } from '../../ui/button'
import { CodeField } from '../../ui/code-field'
import { Icon } from '../../ui/icon'

interface Props {
  tools: readonly Tool[]
  column: Column | undefined
  onAdd(tools: Tool[]): void
}

/** A worked example, an empty one, or what is in the clipboard. */
export function AddTool({ tools, onAdd }: Props) {
  const mocks = usePlayground(state => state.prompt.mocks)
  const setMock = usePlayground(state => state.setMock)
  const addExample = ({ tool, mock }: ToolExample) => {
    const name = freeName(tools, toolName(tool))
    onAdd([renamed(tool, name)])
    if (own(mocks ?? {}, name) === undefined) setMock(name, mock)
  }
  return (
    <section className="tool-detail" aria-label="Add a tool">
      <div className="tool-starts">
        {TOOL_EXAMPLES.map(example => (
          <button key={toolName(example.tool)} type="button" onClick={() => addExample(example)}>
            <Icon name="wrench" size="small" />
            <b className="mono">{toolName(example.tool)}</b>
            <span>{example.tool.type === 'function' && example.tool.function.description}</span>
          </button>
        ))}
        <button type="button" onClick={() => onAdd([emptyTool(tools)])}>
          <Icon name="plus" size="small" />
          <b>Empty tool</b>
          <span>A name, and what the model should know of it.</span>
        </button>
      </div>
      <p className="field-hint">The examples come with a mocked result, so that the whole way can be tried at once.</p>
      <Assist
        task="tool"
        apply={({ name, ...tool }) => onAdd([{ type: 'function', function: { name: freeName(tools, name), ...tool } }])}
      />
      <Paste onAdd={onAdd} />
    </section>
  )
}

function Paste({ onAdd }: Pick<Props, 'onAdd'>) {
  const [text, setText] = useState('')
  const { value, problem } = readTools(text)
  return (
    <div className="tool-paste">
      <h3 className="field-label">Or paste tools</h3>
      <CodeField
        label="Tools to add, as JSON"
        language="json"
        value={text}
        maxLines={9}
        placeholder="OpenAI’s tools or functions, Anthropic’s, Gemini’s, Bedrock’s or MCP’s: one, a list, or a body with them"
        lint={text => (readTools(text).value ? [] : [{ from: 0, to: 1, severity: 'error', message: problem ?? '' }])}
        onChange={setText}
      />
      {value && (
        <span>
          <Button look="line" onClick={() => onAdd(value)}>
            Add {value.length === 1 ? toolName(value[0]!) : `${value.length} tools`}
          </Button>
        </span>
      )}
    </div>
  )
}
