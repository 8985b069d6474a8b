import type { EncodingName } from '../encodings'
import type { Answer, Question, Token } from './worker'

export type { Token }

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, { resolve(tokens: Token[]): void; reject(cause: Error): void }>()

/** The tokens of a text, from a worker that comes with the first question. */
export const tokensOf = (encoding: EncodingName, text: string) => ask({ encoding, encode: text })

/** What ids stand for, in their order. */
export const textsOf = (encoding: EncodingName, ids: number[]) => ask({ encoding, decode: ids })

type Asked = Question extends infer Each ? (Each extends Question ? Omit<Each, 'id'> : never) : never

function ask(question: Asked): Promise<Token[]> {
  const id = ++asked
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    started().postMessage({ ...question, id })
  })
}

function started(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if ('tokens' in data) asker?.resolve(data.tokens)
    else asker?.reject(new Error(data.failed))
  }
  worker.onerror = () => {
    for (const { reject } of waiting.values()) reject(new Error('The tokenizer could not be loaded.'))
    waiting.clear()
    worker = undefined
  }
  return worker
}
