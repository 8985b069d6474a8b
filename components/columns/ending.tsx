import type { Run } from '@/lib/playground/types'
import { Icon, type IconName } from '../ui/icon'

interface End {
  look: string
  icon: IconName
  text: string
}

/** Says when an answer is not whole. The text that came stays above it. */
export function Ending({ run, choice }: { run: Run; choice: number }) {
  const end = endOf(run, choice)
  if (!end) return null
  return (
    <div className={`ending ${end.look}`}>
      <Icon name={end.icon} size="small" />
      <span>{end.text}</span>
    </div>
  )
}

function endOf({ status, completion, asked }: Run, choice: number): End | undefined {
  const has = completion !== null
  if (status === 'aborted') {
    return {
      look: 'aborted',
      icon: 'stop',
      text: has ? 'You stopped it here. What came is kept.' : 'You stopped it before anything came.',
    }
  }
  if (status === 'truncated') {
    return {
      look: 'truncated',
      icon: 'alert',
      text: 'The answer broke off: the stream ended without saying that it was done. What came is kept.',
    }
  }
  if (status !== 'done') return
  const finish = completion?.choices[choice]?.finish_reason
  const limit = asked.max_completion_tokens ?? asked.max_tokens
  if (finish === 'length') {
    return {
      look: 'length',
      icon: 'length',
      text: `Cut at the limit${limit ? ` of ${limit.toLocaleString('en-US')} tokens` : ''}. Raise max tokens to let it finish.`,
    }
  }
  // A refusal in the model's own words stands above already.
  if (finish === 'content_filter' && !completion?.choices[choice]?.message.refusal)
    return { look: 'length', icon: 'octagon', text: 'A content filter of the provider ended the answer.' }
}
