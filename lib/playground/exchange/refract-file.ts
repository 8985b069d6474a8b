import { type Portable, readPortable } from '../share/portable'
import { type Answer, checkAnswers } from './answers'
import type { ImportFormat } from './format'

const VERSION = 1

/** A prompt as a file: JSON a person can read, with the letters of its columns. */
export function writeFile(portable: Portable, answers: readonly Answer[]): string {
  return JSON.stringify({ refract: 'prompt', version: VERSION, ...portable, ...(answers.length && { answers }) }, null, 2)
}

export const refractFile: ImportFormat = {
  matches: value => value.refract === 'prompt',
  read(value) {
    if (value.version !== VERSION)
      throw new Error(`The file was made by another version of this page; this one reads version ${VERSION}.`)
    const { columns, ...prompt } = readPortable(value)
    const answers = value.answers ?? []
    checkAnswers(answers, 'answers')
    const known = new Set(['refract', 'version', 'answers', ...Object.keys(prompt), 'columns'])
    const lost = Object.keys(value)
      .filter(path => !known.has(path))
      .map(path => ({ path, why: 'This page knows no such part of a prompt.' }))
    return { what: 'A prompt of this page', prompt, columns, answers: answers as Answer[], lost }
  },
}
