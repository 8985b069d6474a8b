import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { JsonLine } from '../ui/json-line'
import { ScrollBox } from '../ui/scroll-box'
import type { ControlsProps } from './editor'
import { ControlFoot } from './number-control'

/** A value too large for a field: shown as it will be asked, to be left out or kept. */
export function JsonControls({ name, title, params, inherited, set }: ControlsProps & { name: string; title: string }) {
  const value = params[name] === undefined ? inherited?.[name] : params[name]
  return (
    <div className="control">
      <p className="controls-title">
        <Icon name="braces" size="small" />
        {title}
      </p>
      <ScrollBox className="read-only-json" name={`${title} as JSON`}>
        {value == null ? (
          <span className="dim">not sent</span>
        ) : (
          JSON.stringify(value, null, 2)
            .split('\n')
            .map((line, index) => (
              <div key={index}>
                <JsonLine text={line} />
              </div>
            ))
        )}
      </ScrollBox>
      {inherited ? (
        <ControlFoot names={[name]} params={params} inherited={inherited} set={set} />
      ) : (
        <span>
          <Button look="link" onClick={() => set(name, undefined)}>
            Remove
          </Button>
        </span>
      )}
    </div>
  )
}
