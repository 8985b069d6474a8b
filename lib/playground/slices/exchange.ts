import type { Understood } from '../exchange/format'
import type { Slice } from '../store'

export interface ExchangeSlice {
  /** The prompt on the page as the text of a file, never with a key. */
  exportFile(choice: { answers: boolean; files: boolean }): Promise<string>
  /** Puts what came in on the page; can be undone. */
  importPrompt(understood: Understood, choice: { keepColumns: boolean }): Promise<void>
}

export const exchangeSlice: Slice<ExchangeSlice> = (_, get, { services, runs, files }) => ({
  async exportFile({ answers, files: withFiles }) {
    const [{ writeFile }, { toAnswer }, { toPortable }, { attachmentsOf, withAttachments }] = await Promise.all([
      import('../exchange/refract-file'),
      import('../exchange/answers'),
      import('../share/portable'),
      import('../share/attachments'),
    ])
    const { prompt, columns, fileUrl } = get()
    const portable = toPortable({ prompt, columns })
    const kept = new Set(withFiles ? attachmentsOf(portable).map(({ id }) => id) : [])
    const shown = columns.flatMap(({ id, letter }) => {
      const run = answers ? runs.snapshot(id) : null
      return run ? [toAnswer(letter, run)] : []
    })
    return writeFile(await withAttachments(portable, kept, fileUrl), shown)
  },
  async importPrompt({ prompt, columns, answers }, { keepColumns }) {
    const [{ adopt }, { fromPortable, toPortable }, { toRun }] = await Promise.all([
      import('../exchange/adopt'),
      import('../share/portable'),
      import('../exchange/answers'),
    ])
    const own = toPortable(get()).columns
    const chosen = (!keepColumns && columns) || own
    const document = fromPortable({ ...(await adopt(prompt, files)), columns: chosen }, services.newId)
    const came = keepColumns ? [] : answers.flatMap(answer => toRun(answer, document) ?? [])
    get().replaceDocument(document, came)
  },
})
