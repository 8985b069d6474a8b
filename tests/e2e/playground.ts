import { expect, type Locator, type Page } from '@playwright/test'
import type { Column, Prompt } from '@/lib/playground/types'

/** What the page did that it should not have: complaints of the policy, errors nobody caught. */
export function watchTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', error => trouble.push(error.message))
  page.on('console', message => {
    if (/Content Security Policy|hydrat/i.test(message.text())) trouble.push(message.text())
  })
  return trouble
}

/** Opens the playground and waits until what was saved is back. */
export async function open(page: Page) {
  await page.goto('/')
  await ready(page)
}

/** Opens the playground with a prompt and columns that were saved before. Parts that are not given are empty. */
export async function openWith(page: Page, { prompt, columns }: { prompt: Partial<Prompt>; columns: Partial<Column>[] }) {
  const value = {
    prompt: { title: 'Saved', messages: [], params: {}, ...prompt },
    columns: columns.map((column, index) => ({
      id: `c${index + 1}`,
      letter: 'ABCDEF'[index],
      provider: 'sandbox',
      model: 'openai',
      params: {},
      ...column,
    })),
  }
  // Any page of the same origin that is not the playground, which would save over it.
  await page.goto('/healthz')
  await page.evaluate(
    async saved => {
      const opening = indexedDB.open('refract')
      opening.onupgradeneeded = () => opening.result.createObjectStore('values')
      await new Promise(resolve => {
        opening.onsuccess = resolve
      })
      const writing = opening.result.transaction('values', 'readwrite')
      writing.objectStore('values').put(saved, 'document')
      await new Promise(resolve => {
        writing.oncomplete = resolve
      })
      opening.result.close()
    },
    { version: 1, value },
  )
  await open(page)
}

/** What a column's next call to the gateway says. */
export async function nextBody(page: Page, act: () => Promise<unknown>): Promise<any> {
  const [request] = await Promise.all([page.waitForRequest(request => request.url().endsWith('/v1/chat/completions')), act()])
  return request.postDataJSON()
}

export async function ready(page: Page) {
  await expect(page.locator('main[aria-busy="false"]')).toBeVisible({ timeout: 30_000 })
}

/** Also where it is out of sight, behind another tab of a phone. */
export function column(page: Page, letter: string): Locator {
  return page.locator(`section.column[aria-label^="Column ${letter},"]`)
}

export function answer(page: Page, letter: string): Locator {
  return page.getByRole('tabpanel', { name: `Answer of ${letter}` })
}

/** The Run of the top bar. */
export function run(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: 'Run', exact: true })
}

/** Waits until a column's run has ended well. */
export async function finished(page: Page, letter: string) {
  await expect(column(page, letter).locator('.column-status.done')).toBeVisible({ timeout: 30_000 })
}

export async function chooseModel(page: Page, letter: string, model: string) {
  await page.getByRole('button', { name: `Model of column ${letter}` }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill(model)
  await page.getByRole('option', { name: model }).first().click()
  await expect(page.getByRole('button', { name: new RegExp(`Model of column ${letter}: .*${model}`) })).toBeVisible()
}

/** Into a field for code. It may draw itself anew between the selecting and the writing, which then lands beside what was there. */
export async function writeCode(field: Locator, text: string) {
  await expect(async () => {
    await field.fill(text)
    expect(compact(await codeIn(field))).toBe(compact(text))
  }).toPass()
}

const compact = (text: string) => text.replace(/\s/g, '')

/** An editor, or the text area that stands there until it has loaded. */
function codeIn(field: Locator): Promise<string> {
  return field.evaluate(element => {
    if (element instanceof HTMLTextAreaElement) return element.value
    return [...element.querySelectorAll('.cm-line')].map(line => line.textContent).join('\n')
  })
}

/** Waits until what was changed is on this device. */
export async function saved(page: Page) {
  await expect(page.locator('.save-state.saved')).toBeVisible()
}

export async function messageTexts(page: Page): Promise<string[]> {
  return page
    .getByRole('region', { name: 'Prompt', exact: true })
    .locator('[data-message] textarea')
    .evaluateAll(areas => areas.map(area => (area as HTMLTextAreaElement).value))
}

const DESKTOP = { size: 'desktop', phone: false, viewport: { width: 1440, height: 900 } } as const
const PHONE = { size: 'phone', phone: true, viewport: { width: 390, height: 844 } } as const
const ALL_LOOKS = [
  { ...DESKTOP, colorScheme: 'light' },
  { ...PHONE, colorScheme: 'dark' },
  { ...DESKTOP, colorScheme: 'dark' },
  { ...PHONE, colorScheme: 'light' },
] as const

const thorough = Number(process.env.THOROUGH ?? 0.1)

/** One, so that `npm test` stays short; with `THOROUGH=1` each size and each colour, with `THOROUGH=4` each size in each colour. */
export const LOOKS = ALL_LOOKS.slice(0, thorough >= 4 ? 4 : thorough >= 1 ? 2 : 1)
