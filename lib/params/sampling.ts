import { type AnyMapping, drop, type Like, when } from './param'
import { samples } from './reasoning/thinks'

/** For what a model may take always, only while it does not think, or never; `thing` as a sentence says it: "temperature". */
export function sampled<Chosen extends AnyMapping>(thing: string, mapping: NoInfer<Chosen>): Like<Chosen> {
  const refused = drop(({ can }) => {
    if (can.sampling === 'never') return `${can.name} takes no ${thing}.`
    const how = can.thinking.kind === 'effort' ? 'only with reasoning_effort none' : 'only while it does not think'
    return `${can.name} takes ${thing} ${how}.`
  })
  return when<AnyMapping>(samples, mapping, refused)
}
