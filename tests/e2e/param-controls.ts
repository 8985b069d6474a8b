import { expect, type Locator, type Page } from '@playwright/test'
import type { Param } from '@/lib/params/param'

const SAMPLING = new Set(['top_p', 'top_k', 'min_p', 'temperature', 'presence_penalty', 'frequency_penalty', 'seed', 'stop'])

/** Behind which chip, or in which fold of a column, the control of a row stands. */
export function panelOf(name: string, row: Param): string {
  if (row.group === 'thinking') return 'Thinking'
  if (name === 'logprobs' || name === 'top_logprobs') return 'Logprobs'
  if (name === 'max_tokens' || name === 'max_completion_tokens') return 'Max tokens'
  if (name === 'n') return 'n'
  if (name === 'parallel_tool_calls') return 'Tools'
  return SAMPLING.has(name) || name === 'logit_bias' ? 'Sampling' : 'More'
}

/** The open popover of a chip of the prompt. */
export async function openChip(page: Page, title: string): Promise<Locator> {
  const pane = page.getByRole('region', { name: 'Prompt', exact: true })
  await pane
    .locator('.chip-row')
    .getByRole('button', { name: new RegExp(`^${title}\\b`) })
    .click()
  return page.getByRole('dialog', { name: title, exact: true })
}

/** The unfolded part of a column's settings, which are opened where they are not. */
export async function openFold(page: Page, letter: string, title: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: `Settings of column ${letter}` })
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: `Settings of column ${letter}` }).click()
  const fold = dialog.getByRole('region', { name: title, exact: true })
  await expect(fold).toBeVisible()
  const head = fold.getByRole('button', { expanded: false })
  if (await head.isVisible()) await head.click()
  return fold
}

/** Operates the control of a row as a person would. */
export async function operate(panel: Locator, name: string, row: Param, value: any): Promise<void> {
  const own = OWN[name]
  if (own) return own(panel, value)
  const { label, kind } = row
  switch (kind.control) {
    case 'flag':
      return panel
        .getByRole('radiogroup', { name: label })
        .getByRole('radio', { name: value ? 'On' : 'Off' })
        .click()
    case 'choice':
      return choose(panel, label, value)
    case 'record':
      return fillPairs(panel.getByRole('group', { name: label }), label, value)
    case 'json':
      return panel.getByRole('textbox', { name: label, exact: true }).fill(JSON.stringify(value))
    case 'list':
      if (kind.choices) return toggle(panel.getByRole('group', { name: label }), value)
      return panel.getByLabel(label, { exact: true }).fill(value.map((line: string) => line.replaceAll('\n', '\\n')).join('\n'))
    default:
      return panel.getByRole('textbox', { name: label, exact: true }).fill(String(value))
  }
}

const OWN: Record<string, (panel: Locator, value: any) => Promise<void>> = {
  max_completion_tokens: async (panel, value) => {
    await panel.getByRole('radio', { name: 'max_completion_tokens' }).click()
    await panel.getByRole('textbox', { name: 'Max tokens' }).fill(String(value))
  },
  max_tokens: (panel, value) => panel.getByRole('textbox', { name: 'Max tokens' }).fill(String(value)),
  thinking: async (panel, value) => {
    await panel.getByRole('radio', { name: 'Budget' }).click()
    await panel.getByRole('textbox', { name: 'Tokens to think' }).fill(String(value.budget_tokens))
  },
  reasoning_effort: async (panel, value) => {
    await panel.getByRole('radio', { name: 'Effort', exact: true }).click()
    await panel.getByRole('radio', { name: value, exact: true }).click()
  },
  logprobs: (panel, value) => panel.getByRole('radio', { name: value ? 'On' : 'Off', exact: true }).click(),
  top_logprobs: async (panel, value) => {
    await panel.getByRole('radio', { name: 'On', exact: true }).click()
    await panel.getByRole('textbox', { name: 'Alternatives per token' }).fill(String(value))
  },
  logit_bias: async (panel, value) => {
    for (const [id, bias] of Object.entries(value)) {
      await panel.getByRole('textbox', { name: 'Token id' }).fill(id)
      await panel.getByRole('button', { name: 'Add', exact: true }).click()
      await panel.getByRole('textbox', { name: `Bias of token ${id}` }).fill(String(bias))
    }
  },
}

async function choose(panel: Locator, label: string, word: string) {
  const list = panel.getByRole('combobox', { name: label, exact: true })
  const offered = await list.locator('option').allTextContents()
  if (offered.includes(word)) return void (await list.selectOption(word))
  await list.selectOption('another word…')
  await panel.getByRole('textbox', { name: `${label}, another word` }).fill(word)
}

async function fillPairs(group: Locator, label: string, value: Record<string, string>) {
  for (const [index, [name, text]] of Object.entries(value).entries()) {
    await group.getByRole('button', { name: 'Add a pair' }).click()
    await group.getByRole('textbox', { name: `${label}, name ${index + 1}` }).fill(name)
    await group.getByRole('textbox', { name: `${label}, value ${index + 1}` }).fill(text)
  }
}

async function toggle(group: Locator, words: string[]) {
  for (const word of words) await group.getByRole('button', { name: word, exact: true }).click()
}

/** Answers every run with one word, and gives back the bodies in the order in which they were sent. */
export async function bodiesOf(page: Page, count: number, act: () => Promise<void>): Promise<any[]> {
  const bodies: unknown[] = []
  await page.route('**/v1/chat/completions', route => {
    bodies.push(route.request().postDataJSON())
    return route.fulfill({ contentType: 'text/event-stream', body: ANSWER })
  })
  await act()
  await expect.poll(() => bodies.length).toBe(count)
  await page.unroute('**/v1/chat/completions')
  return bodies
}

const CHUNK = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' }
const ANSWER = `data: ${JSON.stringify({
  ...CHUNK,
  choices: [{ index: 0, delta: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }],
})}\n\ndata: [DONE]\n\n`
