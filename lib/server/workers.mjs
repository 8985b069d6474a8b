import cluster from 'node:cluster'
import { stop } from './settings.mjs'

/** Serves in several processes, and puts another in the place of one that dies. Returns the port once all of them listen. */
export async function lead(count) {
  let ending = false
  const begin = () =>
    new Promise(resolve => {
      const worker = cluster.fork()
      let port
      worker.once('listening', address => resolve((port = address.port)))
      worker.once('exit', (code, signal) => {
        if (ending) return
        // One that never listened has said why, and so would the next.
        if (port === undefined) return stop(`A process did not start (${code ?? signal}).`)
        console.error(`[refract] process ${worker.process.pid} ended (${code ?? signal}); another takes its place`)
        void begin()
      })
    })

  const end = signal => {
    ending = true
    const workers = Object.values(cluster.workers)
    for (const worker of workers) worker.process.kill(signal)
    void Promise.all(workers.map(worker => new Promise(resolve => worker.once('exit', resolve)))).then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => end('SIGTERM'))
  const [port] = await Promise.all(Array.from({ length: count }, begin))
  return port
}
