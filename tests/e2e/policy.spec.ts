import { expect, test } from '@playwright/test'

test('the page runs under its own policy, and asks nobody else for anything', async ({ page, baseURL }) => {
  const complaints: string[] = []
  const foreign: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== baseURL) foreign.push(request.url())
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  await expect(page.getByRole('button').first()).toBeVisible()
  expect(complaints).toEqual([])
  expect(foreign).toEqual([])
})

test('a script without the nonce does not run', async ({ page }) => {
  await page.goto('/')
  const ran = await page.evaluate(() => {
    const script = document.createElement('div')
    script.innerHTML = '<img src="x" onerror="window.planted = true">'
    document.body.append(script)
    return new Promise(resolve => {
      document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective))
    })
  })
  expect(ran).toBe('script-src-attr')
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
})
