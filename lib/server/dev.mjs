import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkPort, readSettings, requireNext, root } from './settings.mjs'

/** `npm run dev`: Next's own development server, on loopback unless HOST says otherwise. */

const { host, port } = readSettings({ dev: true })
requireNext()
await checkPort(host, port)

const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
const child = spawn(process.execPath, [next, 'dev', '--hostname', host, '--port', String(port)], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)))
