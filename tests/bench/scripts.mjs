import { gzipSync } from 'node:zlib'

/** The JavaScript a browser downloads on an address until nothing more comes: names and gzipped bytes. */
export async function scriptsOf(browser, address) {
  const page = await browser.newPage()
  const scripts = []
  page.on('response', response => {
    if (response.request().resourceType() === 'script' || /javascript/.test(response.headers()['content-type'] ?? ''))
      scripts.push(sized(response))
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  const found = await Promise.all(scripts)
  await page.close()
  return found
}

async function sized(response) {
  return { name: new URL(response.url()).pathname, bytes: gzipSync(await response.body()).length }
}
