import { createDoor } from '../../dist/node.mjs'
import { startNext } from '../../lib/server/serve.mjs'
import { listen, readSettings } from '../../lib/server/settings.mjs'

/** Both doors in one process, each on a port of its own: the front door's is told first, then Next's. */
const { host } = readSettings()
const toNext = await startNext(host, 0)
for (const own of [false, true]) {
  const port = await listen(createDoor(toNext, { own }), host, 0)
  console.log(own ? `Refract is at http://${host}:${port}` : `Next is at http://${host}:${port}`)
}
process.once('SIGTERM', () => process.exit(0))
