import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a program that is given on its input, in the project's folder. Resolves with what it printed; throws what it complained of. */
export function execute(command: string, args: string[], input: string, env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } })
    let out = ''
    let err = ''
    child.stdout.on('data', part => (out += part))
    child.stderr.on('data', part => (err += part))
    child.on('error', reject)
    child.on('close', code => (code === 0 ? resolve(out) : reject(new Error(err || `ended with ${code}`))))
    child.stdin.end(input)
  })
}
