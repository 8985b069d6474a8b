import { Server } from 'node:net'

/**
 * Preloaded into every server the bench starts. It ends with the bench, however that ends; is reached from this machine alone; and
 * tells, when asked, what it has used of the processor and of memory.
 */

const listen = Server.prototype.listen
Server.prototype.listen = function (...args) {
  this.once('listening', () => process.send?.({ listening: this.address().port }))
  if (typeof args[0] !== 'number') return listen.apply(this, args)
  return listen.call(this, args[0], '127.0.0.1', ...args.filter(arg => typeof arg === 'function'))
}

process.on('disconnect', () => process.exit())
process.on('message', message => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send({ usage: { cpu: user + system, memory: process.memoryUsage.rss() } })
})
process.channel?.unref()
