import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { words } from "../../../../src/words/words.ts"
import { browser as installed, missing } from "../../../needs.ts"
import { violations } from "../axe.ts"
import { launch, shows } from "../browser.ts"
import { openRealPage, type RealPage } from "../real-page.ts"

const { reading, search } = words.web

describe.skipIf(missing(installed()))("reading in a browser", () => {
  let browser: Browser
  let real: RealPage

  beforeAll(async () => {
    ;[browser, real] = await Promise.all([launch(), openRealPage()])
  })
  afterAll(async () => {
    await browser?.close()
    await real?.close()
  })

  async function open(path: string, wishes: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(wishes)
    onTestFinished(() => context.close())
    await context.route("https://thumbnails.invalid/**", (route) => route.abort())
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const complaints: string[] = []
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on(
      "console",
      (line) => line.text().includes("Content Security Policy") && complaints.push(line.text()),
    )
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(real.address + path)
    await page.waitForLoadState("load")
    return page
  }

  const sideways = (page: Page) => page.evaluate("document.documentElement.scrollWidth - innerWidth")
  const focused = (page: Page) => page.evaluate("document.activeElement.textContent")

  test.each([
    { colorScheme: "light", viewport: { width: 1440, height: 900 } },
    { colorScheme: "dark", viewport: { width: 800, height: 900 } },
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
    { colorScheme: "dark", viewport: { width: 1920, height: 1000 } },
  ] as const)("axe finds nothing to object to, and nothing scrolls sideways: %j", async (wishes) => {
    const page = await open("/", wishes)
    for (const path of [
      "/",
      "/?only=discussed",
      "/trending",
      "/day/2025-10-25",
      "/papers/2510.00001",
      "/papers/none",
      "/search",
      "/search?q=difusion+kitchen",
      "/search?q=x+has:banana",
      "/mine",
      "/mine/follow?what=diffusion",
    ]) {
      await page.goto(real.address + path)
      await page.waitForLoadState("load")
      expect(await violations(page), path).toEqual([])
      expect(await sideways(page), path).toBe(0)
    }
    await page.goto(real.address)
    await page.keyboard.press("?")
    expect(await violations(page), "the shortcuts").toEqual([])
    await page.keyboard.press("Escape")
    await page.locator("#q").fill("diff")
    await page.getByRole("option").first().waitFor()
    expect(await violations(page), "suggestions").toEqual([])
  })

  test("a day is read by the keyboard alone, and Back returns to the row", async () => {
    const page = await open("/")
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    const second = await focused(page)
    expect(await page.locator(".row-paper.at h2").textContent()).toBe(second)
    await page.keyboard.press("u")
    await expect.poll(() => page.locator(".row-paper.at .vote").getAttribute("aria-pressed")).toBe("true")
    // A second press counts once the first was answered.
    await page.locator(".row-paper.at .vote:not([aria-busy])").waitFor()
    await page.keyboard.press("u")
    await expect.poll(() => page.locator(".row-paper.at .vote").getAttribute("aria-pressed")).toBe("false")
    await page.keyboard.press("o")
    await page.waitForURL("**/papers/*")
    expect(await page.locator("h1").textContent()).toBe(second)
    await page.keyboard.press("l")
    await expect.poll(() => page.locator("h1").textContent()).not.toBe(second)
    await page.waitForLoadState("load")
    await page.keyboard.press("g")
    await page.keyboard.press("t")
    await page.waitForURL(`${real.address}/`)
  })

  test("a paper is saved, noted and read by keys and in place, and everything of it works in the other window", async () => {
    const page = await open("/")
    await page.keyboard.press("j")
    await page.keyboard.press("s")
    await expect.poll(() => page.locator(".row-paper.at .save").getAttribute("aria-pressed")).toBe("true")
    await expect.poll(() => page.locator(".places [data-to-read]").textContent()).toBe("1")
    // A press of the mouse hits what it aims at, although the row then shows its keys.
    await page.locator(".row-paper .save").nth(1).click()
    await expect.poll(() => page.locator(".places [data-to-read]").textContent()).toBe("2")
    const other = await page.context().newPage()
    await other.goto(`${real.address}/mine`)
    await page.locator(".row-paper .save").nth(1).click()
    await expect.poll(() => other.locator(".places [data-to-read]").textContent()).toBe("1")
    await page.goto(`${real.address}/mine`)
    await page.locator(".kept .jot.new summary").first().click()
    await page.locator(".jot.new[open] textarea:focus").waitFor()
    await page.keyboard.type("First line")
    await page.keyboard.press("Enter")
    await page.keyboard.type("second line")
    await page.keyboard.press("Control+Enter")
    await page.locator("#notice").getByText(words.readers.note.written).waitFor()
    expect(await page.locator(".note-words").first().textContent()).toBe("First line\nsecond line")
    await page.locator(".jot summary").first().click()
    const field = page.locator(".jot[open] textarea")
    await field.fill("x".repeat(2001))
    await field.press("Control+Enter")
    await shows(page, words.web.client.tooLong(2001, 2000))
    expect(await field.inputValue()).toHaveLength(2001)
    await page.keyboard.press("Tab")
    await page.locator(".kept h2 a").first().focus()
    await page.keyboard.press("j")
    await page.keyboard.press("e")
    await page.locator("#notice").getByText(words.readers.read.marked.read).waitFor()
    await page.locator("#notice").getByRole("button", { name: words.readers.buttons.undo }).click()
    await page.locator("#notice").getByText(words.readers.read.marked.later).waitFor()
    expect(await violations(page)).toEqual([])
    await page.locator(".kept .more summary").first().click()
    expect(await violations(page), "the menu of a paper").toEqual([])
  })

  test("an author is followed where the name stands, and not any more by a second press", async () => {
    const page = await open("/papers/2510.00001")
    const name = `${words.following.buttons.follow} Ada Quill`
    const button = page.getByRole("button", { name })
    await button.click()
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("true")
    await page.reload()
    expect(await button.getAttribute("aria-pressed")).toBe("true")
    await page.goto(`${real.address}/mine`)
    expect(await page.locator(".follow-title").textContent()).toContain("Ada Quill")
    expect(await violations(page)).toEqual([])
    await page.goBack()
    await button.click()
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("false")
  })

  test("shortcuts can be turned off, and stay off", async () => {
    const page = await open("/")
    await page.keyboard.press("?")
    await page.getByLabel(reading.keys.on).uncheck()
    await page.keyboard.press("Escape")
    await page.reload()
    await page.keyboard.press("j")
    expect(await page.locator(".row-paper.at").count()).toBe(0)
    await page.keyboard.press("/")
    expect(await page.evaluate("document.activeElement.id")).not.toBe("q")
    await page.keyboard.press("Control+k")
    expect(await page.evaluate("document.activeElement.id")).toBe("q")
  })

  test("a search is begun with a slash, chosen by arrows, sorted, and left by Back", async () => {
    const page = await open("/")
    await page.keyboard.press("/")
    await page.keyboard.type("diffusion tran")
    await page.getByRole("option").first().waitFor()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/search?q=*")
    await page.getByLabel(search.sort).selectOption("newest")
    await page.waitForURL("**sort=newest**")
    await page.goBack()
    await page.goBack()
    await page.waitForURL(`${real.address}/`)
  })

  test("a vote and a reply appear in the other window without a reload", async () => {
    const [ada, bob] = [await open("/papers/2510.00003"), await open("/")]
    await ada.locator(".doit .vote").click()
    const row = bob.locator(`[data-paper="2510.00003"]`)
    await expect.poll(() => row.locator(".vote .count").textContent()).toBe("1")
    expect(await row.locator(".vote").getAttribute("aria-pressed")).toBe("false")
    await ada.locator("#first-reply").fill("The attic is the hard case.")
    await ada.getByRole("button", { name: reading.paper.post }).click()
    await ada.locator("#thread").getByText("The attic is the hard case.").waitFor()
    await expect.poll(() => row.locator("[data-replies]").textContent()).toBe("1")
    await row.locator("[data-discuss]").click()
    const field = bob.locator("#say-thread")
    await expect.poll(() => bob.evaluate("document.activeElement.id")).toBe("say-thread")
    await field.fill("It is.")
    await field.press("Enter")
    await ada.locator("#thread").getByText("It is.").waitFor()
  })

  test("everything works without the script", async () => {
    const page = await open("/", { javaScriptEnabled: false })
    await page.locator(".vote").first().click()
    await page.waitForURL(`${real.address}/`)
    expect(await page.locator(".vote").first().getAttribute("aria-pressed")).toBe("true")
    await page.locator(".save").first().click()
    await page.waitForURL(`${real.address}/`)
    expect(await page.locator(".save").first().getAttribute("aria-pressed")).toBe("true")
    await page.goto(`${real.address}/mine`)
    await page.locator(".kept [data-read]").click()
    await shows(page, words.readers.read.marked.read)
    await page.goto(real.address)
    await page.getByRole("link", { name: reading.list.filters.code }).click()
    await page.waitForURL("**only=code")
    await page.locator("#q").fill("kitchen")
    await page.locator("#q").press("Enter")
    await shows(page, "Kitchen")
    await page.locator("h2 a").first().click()
    await page.locator("#first-reply, #say-thread").waitFor()
  })

  test("a paper's page is printed without what is only for pressing", async () => {
    const page = await open("/papers/2510.00001")
    await page.emulateMedia({ media: "print" })
    for (const hidden of [".sidebar", ".top", ".doit", ".tabs", "#thread"])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
    expect(await page.locator(".abs").isVisible()).toBe(true)
  })
})
