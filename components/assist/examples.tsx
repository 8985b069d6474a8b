import type { AssistExamples, AssistTask, Drafts } from '@/lib/chat/assist'
import { Button } from '../ui/button'

interface Props<Task extends AssistTask> {
  examples: AssistExamples<Task>
  onTake(draft: Drafts[Task]): void
}

/** What stands in for a draft where the model is too small, and why. */
export function Examples<Task extends AssistTask>({ examples: { why, examples }, onTake }: Props<Task>) {
  return (
    <>
      <p>{why}</p>
      <ul className="assist-examples">
        {examples.map(({ title, draft }) => (
          <li key={title}>
            <div className="grow">
              <p className="assist-example">{title}</p>
              <p className="dim">{inShort(draft)}</p>
            </div>
            <Button look="line" aria-label={`Use this: ${title}`} onClick={() => onTake(draft)}>
              Use this
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A text whole; of a schema its name and properties. */
function inShort(draft: Drafts[AssistTask]): string {
  if ('text' in draft) return draft.text
  const schema = 'schema' in draft ? draft.schema : draft.parameters
  return `${draft.name}: ${Object.keys(schema.properties ?? {}).join(', ')}`
}
