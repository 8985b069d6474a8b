import type { JsonChange } from '@/lib/playground/json-diff'
import { JsonLine } from '../../ui/json-line'

/** Two JSON values, path by path. */
export function JsonChanges({ changes, name }: { changes: readonly JsonChange[]; name: string }) {
  return (
    <section className="diff-json" aria-label={`${name}, by path`}>
      <h3>{name}</h3>
      {!changes.length && <p className="dim">The same at every path.</p>}
      <dl>
        {changes.map(change => (
          <div key={`${change.kind} ${change.path}`} data-change="">
            <dt className="mono">{change.path || '(the whole)'}</dt>
            {change.kind !== 'added' && (
              <dd>
                <del>
                  <Value value={change.before} />
                </del>
              </dd>
            )}
            {change.kind !== 'removed' && (
              <dd>
                <ins>
                  <Value value={change.after} />
                </ins>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}

function Value({ value }: { value: unknown }) {
  return <JsonLine text={JSON.stringify(value)} />
}
