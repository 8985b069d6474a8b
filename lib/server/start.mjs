import cluster from 'node:cluster'
import { build, isStale } from './build.mjs'
import { serve } from './serve.mjs'
import { checkPort, readSettings, stop } from './settings.mjs'
import { tell } from './tell.mjs'
import { lead } from './workers.mjs'

/** `npm start`: builds when there is something to build, then serves. REFRACT_SKIP_BUILD=1 serves what is there. */

const settings = readSettings()
if (cluster.isWorker) await serve(settings)
else {
  await checkPort(settings.host, settings.port)
  if (process.env.REFRACT_SKIP_BUILD !== '1' && isStale()) {
    console.log('  Building the app; this takes about a minute.')
    if (!build()) stop('The build failed; what is wrong stands above.')
  }
  const port = await (settings.workers > 1 ? lead(settings.workers) : serve(settings))
  await tell(settings, port)
}
