/** Pictures of a twin's page, as Chromium draws it. */
import { chromium, type Page } from "playwright-core"

const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium"

export type Size = { readonly width: number; readonly height: number }

/** Opens a page of this size, hands it over, and closes the browser afterwards. */
export async function withPage<T>(viewport: Size, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args })
  try {
    return await work(await browser.newPage({ viewport, deviceScaleFactor: 1 }))
  } finally {
    await browser.close()
  }
}
