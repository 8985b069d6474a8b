import cluster from 'node:cluster'
import { keysFound } from './found.mjs'
import { addressOf } from './settings.mjs'

/** What whoever started the app wants to know, once it answers. */
export async function tell({ host, workers }, port) {
  const address = addressOf(host, port)
  console.log(`\n  Refract is at ${address}`)
  console.log(`  ${keysFound(process.env)}\n  ${await storeOf(address, workers)}`)
  if (workers > 1)
    console.log(
      `  Processes: ${Object.values(cluster.workers)
        .map(worker => worker.process.pid)
        .join(', ')}`,
    )
  console.log()
}

/** As /healthz tells it. */
async function storeOf(address, workers) {
  const health = await fetch(`${address}/healthz`).then(
    response => response.json(),
    () => undefined,
  )
  const { kind, reachable } = health?.store ?? {}
  if (!kind) return 'The store did not answer'
  if (kind === 'memory' && workers > 1)
    return `Kept in: the memory of each of ${workers} processes, so limits, cache and traces are of each alone; REDIS_URL shares them`
  return `Kept in: ${kind}${reachable ? '' : ', which cannot be reached now; answers go on without'}`
}
