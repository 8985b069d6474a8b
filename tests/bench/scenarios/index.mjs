import { crowd, stalled } from './crowds.mjs'
import { explain } from './explain.mjs'
import { growth } from './growth.mjs'
import { json } from './json.mjs'
import { firstEvent, latency } from './latency.mjs'
import { page } from './page.mjs'
import { coldStart, memory } from './start.mjs'
import { paced, streams } from './streams.mjs'

/** What is measured, in this order; `npm run bench -- --only NAME` is one of them. */
export const scenarios = {
  memory,
  json,
  streams,
  paced,
  latency,
  first: firstEvent,
  crowd,
  stalled,
  explain,
  growth,
  start: coldStart,
  page,
}
