import type { Tool } from '@/lib/chat/types'
import { MOST_TOOLS, toolName } from '@/lib/playground/tools'
import { Icon } from '../../ui/icon'

interface Props {
  tools: readonly Tool[]
  problems: readonly string[][]
  /** How many legacy functions there are beside the tools. */
  functions: number
  chosen: number | 'add' | 'functions'
  onChoose(chosen: number | 'add' | 'functions'): void
}

/** The names of the tools, one of which is edited beside them. */
export function ToolList({ tools, problems, functions, chosen, onChoose }: Props) {
  return (
    <ul className="tool-list" aria-label="Tools">
      {tools.map((tool, index) => (
        <li key={index}>
          <button type="button" aria-current={chosen === index || undefined} onClick={() => onChoose(index)}>
            <Icon name="wrench" size="small" />
            <span className="mono cut grow">{toolName(tool) || '…'}</span>
            {problems[index]!.length > 0 && (
              <span className="wrong" data-tip={problems[index]!.join('\n')}>
                <Icon name="alert" size="small" />
                <span className="unseen">{problems[index]!.join(' ')}</span>
              </span>
            )}
          </button>
        </li>
      ))}
      {functions > 0 && (
        <li>
          <button type="button" aria-current={chosen === 'functions' || undefined} onClick={() => onChoose('functions')}>
            <Icon name="braces" size="small" />
            <span className="grow cut">Functions</span>
            <span className="mono dim">{functions}</span>
          </button>
        </li>
      )}
      <li>
        <button
          type="button"
          aria-current={chosen === 'add' || undefined}
          disabled={tools.length >= MOST_TOOLS}
          data-tip={tools.length >= MOST_TOOLS ? `${MOST_TOOLS} tools are the most.` : undefined}
          onClick={() => onChoose('add')}
        >
          <Icon name="plus" size="small" />
          Add a tool
        </button>
      </li>
    </ul>
  )
}
