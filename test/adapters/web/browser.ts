/** One real Chromium a test file. */
import { type Browser, chromium, type Page } from "playwright-core"
import { expect } from "vitest"
import { browser as installed } from "../../needs.ts"

// What a browser without a desktop and without a network needs; the rest keeps it from asking home.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: installed().path, args })
}

/** Types a line into the channel's field and sends it; when this resolves, it has been answered. */
export async function say(page: Page, line: string): Promise<void> {
  await type(page, line)
  await expect.poll(() => page.locator("main .under-way p").count()).toBe(0)
  expect(await page.locator("#say-channel").inputValue()).toBe("")
}

/** Types a line and sends it, without waiting for its answer. */
export async function type(page: Page, line: string): Promise<void> {
  const field = page.locator("#say-channel")
  await field.fill(line)
  await field.press("Enter")
}

/** Waits until the page shows these words. */
export async function shows(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().waitFor({ state: "visible" })
}

/** The newest message of the channel. */
export function newest(page: Page) {
  return page.locator("main .messages > .message").last()
}
