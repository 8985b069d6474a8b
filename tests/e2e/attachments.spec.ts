import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './expect-accessible'
import { answer, chooseModel, finished, LOOKS, open, ready, run, watchTrouble } from './playground'

// Three columns, files and axe: on a busy machine that takes a while.
test.describe.configure({ timeout: 120_000 })

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGM4wcCAFWEXHbQSALvlMgGxhdU2AAAAAElFTkSuQmCC',
  'base64',
)
const chart = { name: 'chart.png', mimeType: 'image/png', buffer: PNG }
const report = { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 a report') }
const CHART_URL = `data:image/png;base64,${PNG.toString('base64')}`

const figure = (page: Page, name: string) => page.getByRole('figure', { name: `${name} in User message 2` })

/** Bodies of the runs, as they left the page. */
function sentBodies(page: Page): string[] {
  const bodies: string[] = []
  page.on('request', request => request.url().endsWith('/v1/chat/completions') && bodies.push(request.postData() ?? ''))
  return bodies
}

async function chooseFiles(page: Page, files: (typeof chart)[]) {
  await page.getByRole('button', { name: 'Image', exact: true }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Images, PDFs, sounds…' }).click()
  await (await chooser).setFiles(files)
}

/** As a browser does when files are pasted into or dropped on an element. */
async function give(page: Page, how: 'paste' | 'drop', selector: string, texts: Record<string, string> = {}) {
  await page.evaluate(
    ([how, selector, base64, texts]) => {
      const data = new DataTransfer()
      data.items.add(
        new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'image.png', { type: 'image/png' }),
      )
      for (const [type, text] of Object.entries(texts)) data.setData(type, text)
      const about = { bubbles: true, cancelable: true }
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...about, clipboardData: data })
          : new DragEvent('drop', { ...about, dataTransfer: data })
      document.querySelector(selector)!.dispatchEvent(event)
    },
    [how, selector, PNG.toString('base64'), texts] as const,
  )
}

test('an image and a PDF reach every provider in its own format, survive a reload, and come back after removal', async ({
  page,
}) => {
  const bodies = sentBodies(page)
  await open(page)
  await chooseModel(page, 'C', 'gemini')
  await chooseFiles(page, [chart, report])
  await expect(figure(page, 'chart.png')).toContainText(`image, ${PNG.length} bytes`)
  await expect(figure(page, 'report.pdf')).toContainText('PDF, 17 bytes')
  await expect(figure(page, 'chart.png').getByRole('img', { name: 'chart.png' })).toHaveJSProperty('naturalWidth', 8)

  await run(page).click()
  for (const letter of ['A', 'B', 'C']) {
    await finished(page, letter)
    await expect(answer(page, letter)).toContainText('PNG image')
    await expect(answer(page, letter)).toContainText('PDF file')
  }
  expect(bodies).toHaveLength(3)
  for (const body of bodies) {
    expect(body).toContain(CHART_URL)
    expect(body).toContain(`data:application/pdf;base64,${report.buffer.toString('base64')}`)
  }

  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await ready(page)
  await expect(figure(page, 'chart.png').getByRole('img')).toHaveJSProperty('naturalWidth', 8)
  await page.getByRole('button', { name: 'Run A again' }).click()
  await expect.poll(() => bodies.length).toBe(4)
  expect(bodies[3]).toContain(CHART_URL)

  await page.getByRole('button', { name: 'Remove chart.png' }).click()
  await expect(figure(page, 'chart.png')).toHaveCount(0)
  await expect(figure(page, 'report.pdf')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(figure(page, 'chart.png').getByRole('img')).toBeVisible()
})

test('the request diff and the code show an image by its name', { tag: '@thorough' }, async ({ page }) => {
  await open(page)
  await chooseFiles(page, [chart])
  await page.keyboard.press('Control+j')
  await page.getByRole('tab', { name: 'Request diff' }).click()
  await expect(page.getByRole('region', { name: 'Body as sent' })).toContainText('data:image/png;base64,…chart')
})

test('an image is pasted into a text and dropped on a message or beside it; text with a picture of itself stays text', async ({
  page,
}) => {
  await open(page)
  await give(page, 'paste', '[data-message="m2"] textarea', { 'text/plain': 'a cell', 'text/html': '<td>a cell' })
  await give(page, 'paste', '[data-message="m2"] textarea')
  await expect(figure(page, 'image.png')).toHaveCount(1)
  await give(page, 'drop', '[data-message="m2"]')
  await expect(figure(page, 'image.png')).toHaveCount(2)
  // A system message holds no images; they go to the user's.
  await give(page, 'drop', '[data-message="m1"]')
  await expect(figure(page, 'image.png')).toHaveCount(3)
})

test('an image by its address, looked at closely, is sent as it is written', { tag: '@thorough' }, async ({ page }) => {
  const bodies = sentBodies(page)
  await open(page)
  await page.getByRole('button', { name: 'Image', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Image by its address' }).click()
  const address = page.getByRole('textbox', { name: 'Address of the image in User message 2' })
  await expect(address).toBeFocused()
  await expect(page.getByText('An image has no address that begins with https://.')).toBeVisible()
  await page.keyboard.type('https://example.com/a.png')
  await expect(page.getByText('An image has no address')).toHaveCount(0)
  await page.getByRole('button', { name: 'Detail of https://example.com/a.png: auto' }).click()
  await page.getByRole('menuitem', { name: 'high' }).click()
  await run(page).click()
  await expect.poll(() => bodies.length).toBe(3)
  expect(JSON.parse(bodies[0]!).messages[1].content[1]).toEqual({
    type: 'image_url',
    image_url: { url: 'https://example.com/a.png', detail: 'high' },
  })
})

test('what cannot be attached is named; an image that is too large is made smaller when the person wants it', {
  tag: '@thorough',
}, async ({ page }) => {
  await page.route('**/healthz', route => route.fulfill({ json: { status: 'ok', body_limit: 4_000_000 } }))
  await open(page)
  const noise = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1300
    const pen = canvas.getContext('2d')!
    const image = pen.createImageData(1300, 1300)
    for (let at = 0; at < image.data.length; at += 1) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 256
    pen.putImageData(image, 0, 0)
    return canvas.toDataURL('image/png').split(',')[1]!
  })
  await chooseFiles(page, [
    { name: 'noise.png', mimeType: 'image/png', buffer: Buffer.from(noise, 'base64') },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') },
  ])
  await expect(page.getByText('notes.txt is none of what a message can hold')).toBeVisible()
  await expect(page.getByText(/noise\.png is 5\.\d MB, and there is room for 3\.0 MB/)).toBeVisible()
  await page.getByRole('button', { name: 'Attach a smaller copy' }).click()
  await expect(figure(page, 'noise.jpg').getByRole('img')).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss notes.txt' }).click()
  await expect(page.getByRole('region', { name: 'User message 2' }).getByRole('alert')).toHaveCount(0)
})

for (const { size, phone, viewport, colorScheme } of LOOKS) {
  test.describe(`${size}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in messages with files, calls, variables and mistakes', async ({ page }) => {
      const trouble = watchTrouble(page)
      await open(page)
      await page.getByRole('textbox', { name: 'User message 2' }).fill('What is {{thing}}?')
      await page.getByRole('button', { name: 'Variables' }).click()
      await chooseFiles(page, [chart, report, { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }])
      await expect(page.getByText('notes.txt is none')).toBeVisible()
      if (phone) await page.getByRole('button', { name: 'Run 3' }).click()
      else await run(page).click()
      await expect(page.getByText('Needs a value before it can run.')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Message', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Assistant' }).click()
      await page.keyboard.type('It is')
      await expect(page.getByRole('list', { name: 'What becomes of the beginning of the answer' })).toContainText('begins anew')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'More for Assistant message 3' }).click()
      await page.getByRole('menuitem', { name: 'Add a tool call' }).click()
      await page.getByRole('button', { name: 'Add its answer' }).click()
      await expectAccessible(page)
      expect(trouble).toEqual([])
    })
  })
}
