/** A channel's set-up on the page, in a real browser on the real core. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { words } from "../../../../src/words/words.ts"
import { browser as installed, missing } from "../../../needs.ts"
import { launch, shows } from "../browser.ts"
import { openRealPage, type RealPage } from "../real-page.ts"

const said = words.setup
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8")

describe.skipIf(missing(installed()))("a channel is set up on the page", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(
    channel: string,
    wishes: BrowserContextOptions = {},
  ): Promise<RealPage & { readonly page: Page }> {
    const real = await openRealPage()
    onTestFinished(() => real.close())
    const context = await browser.newContext({ timezoneId: "Europe/Berlin", ...wishes })
    onTestFinished(() => context.close())
    await context.route("https://thumbnails.invalid/**", (route) => route.abort())
    const page = await context.newPage()
    await page.goto(`${real.address}/setup/${channel}`)
    return Object.assign(real, { page })
  }

  const saved = ({ core }: RealPage, place: string) => core.stores.subscriptions.ofPlace("web:local", place)

  test("from the first look to the saved post, with the browser's time zone", async () => {
    const real = await open("general")
    const { page } = real
    await expect.poll(() => page.getByLabel(said.zone).inputValue()).toBe("Europe/Berlin")
    await shows(page, "Diffusion Transformers in the Kitchen")
    const days = page.getByRole("group", { name: said.days })
    expect(await days.getByRole("checkbox", { checked: true }).count()).toBe(7)
    await days.getByText(said.weekdays.sat).click({ force: true })
    await days.getByLabel(said.weekdays.sun).focus()
    await page.keyboard.press("Space")
    await page.getByLabel(words.web.setup.fewer).click()
    await page.getByLabel(said.forms.digest).check()
    await shows(page, said.nothingYet.split("\n")[0] ?? "")
    expect(await saved(real, "general")).toEqual([])
    await page.getByRole("button", { name: said.buttons.save, exact: true }).click()
    await shows(page, said.saved("general"))
    expect(await saved(real, "general")).toMatchObject([
      { form: "digest", budget: 4, schedule: "0 9 * * 1-5", timeZone: "Europe/Berlin", active: true },
    ])
  })

  test("a value that can't be taken is marked at its field while one types, and nothing typed is lost", async () => {
    const real = await open("daily-papers")
    const { page } = real
    const filter = page.getByLabel(said.filter)
    await filter.fill("has:banana")
    await expect.poll(() => filter.getAttribute("aria-invalid")).toBe("true")
    await page.getByLabel(said.zone).fill("Nowhere")
    await page.getByRole("button", { name: said.buttons.save, exact: true }).click()
    await page.waitForLoadState("load")
    expect(await filter.inputValue()).toBe("has:banana")
    expect(await page.getByLabel(said.zone).inputValue()).toBe("Nowhere")
    await shows(page, words.channels.zone.unknown("Nowhere"))
    expect(await saved(real, "daily-papers")).toMatchObject([{ filter: "", timeZone: "UTC" }])
    for (const day of Object.values(said.weekdays)) await page.getByLabel(day).uncheck({ force: true })
    await shows(page, words.channels.errors.noDays)
    await page.getByLabel(said.weekdays.mon).check({ force: true })
    await filter.fill("")
    await page.getByLabel(said.zone).fill("tokyo")
    await expect.poll(() => filter.getAttribute("aria-invalid")).toBeNull()
    await page.getByRole("button", { name: said.buttons.save, exact: true }).click()
    await shows(page, said.saved("daily-papers"))
    expect(await saved(real, "daily-papers")).toMatchObject([
      { timeZone: "Asia/Tokyo", schedule: "0 9 * * 1" },
    ])
  })

  test("works without the script, and by keyboard alone", async () => {
    const real = await open("general", { javaScriptEnabled: false })
    const { page } = real
    await page.getByLabel(said.zone).focus()
    await page.keyboard.press("Enter")
    await shows(page, said.saved("general"))
    expect(await saved(real, "general")).toHaveLength(1)
    await page.getByRole("button", { name: said.buttons.off }).click()
    await shows(page, said.turnedOff("general"))
    expect(await saved(real, "general")).toMatchObject([{ active: false }])
  })

  test("pauses the post until a date, and resumes it", async () => {
    const real = await open("daily-papers", { javaScriptEnabled: false })
    const { page } = real
    const pause = page.getByRole("button", { name: said.buttons.pauseNow, exact: true })
    await page.getByLabel(said.until).fill("2020-01-04")
    await pause.click()
    await expect.poll(() => page.getByLabel(said.until).getAttribute("aria-invalid")).toBe("true")
    await page.getByLabel(said.until).fill("2040-01-04")
    await pause.click()
    await shows(page, said.paused("Wed, Jan 4, 00:00"))
    expect(await saved(real, "daily-papers")).toMatchObject([{ pausedUntil: "2040-01-04T00:00:00Z" }])
    await page.getByRole("button", { name: said.buttons.resume }).click()
    await page.getByLabel(said.until).waitFor()
    expect((await saved(real, "daily-papers"))[0]?.pausedUntil).toBeUndefined()
  })

  test.each([
    { colorScheme: "light", viewport: { width: 1440, height: 1000 } },
    { colorScheme: "dark", viewport: { width: 390, height: 844 } },
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
  ] as const)("axe finds nothing, and nothing scrolls sideways: %j", async (wishes) => {
    const { page } = await open("general", wishes)
    await shows(page, "Diffusion Transformers in the Kitchen")
    await page.getByLabel(said.filter).fill("has:banana")
    await expect.poll(() => page.getByLabel(said.filter).getAttribute("aria-invalid")).toBe("true")
    await page.evaluate(axe)
    const found = await page.evaluate(
      "axe.run('main').then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))",
    )
    expect(found).toEqual([])
    const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    expect(wide).toBe(false)
    const picture = process.env.PICTURES
    if (picture)
      await page.screenshot({
        path: `${picture}/setup-${wishes.viewport.width}-${wishes.colorScheme}.png`,
        fullPage: true,
      })
    await page.goto(page.url().replace("general", "daily-papers"))
    await page.getByLabel(said.until).waitFor()
    await page.evaluate(axe)
    expect(await page.evaluate("axe.run('main').then(({ violations }) => violations)")).toEqual([])
    if (picture)
      await page.screenshot({ path: `${picture}/pause-${wishes.viewport.width}.png`, fullPage: true })
  })
})
