import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import type { WebOptions } from "../../../adapters/web/options.ts"
import { words } from "../../../src/words/words.ts"
import { browser as installed, missing } from "../../needs.ts"
import { violations } from "./axe.ts"
import { launch, newest, say, shows, type } from "./browser.ts"
import { type OpenPage, openPage } from "./open-page.ts"
import { installation, plant } from "./operator/planted.ts"

describe.skipIf(missing(installed()))("everybody can use the page", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function open(
    wishes: BrowserContextOptions = {},
    options: Partial<WebOptions> = {},
  ): Promise<OpenPage & { readonly page: Page }> {
    const bot = await openPage(options)
    const context = await browser.newContext(wishes)
    onTestFinished(() => context.close())
    await context.route("https://thumbnails.invalid/**", (route) => route.abort())
    const page = await context.newPage()
    await page.goto(`${bot.address}/channels/general`)
    await page.waitForLoadState("load")
    return { ...bot, page }
  }

  test.each([
    { colorScheme: "light", viewport: { width: 1280, height: 800 } },
    { colorScheme: "dark", viewport: { width: 390, height: 780 } },
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
  ] as const)("axe finds nothing to object to: %j", async (wishes) => {
    const { page, address } = await open(wishes)
    expect(await violations(page), "an empty channel").toEqual([])
    for (const line of ["/show 2401.00001", "/search x", "/upvote 2401.00002", "/nonsense", "hello there"]) {
      await say(page, line)
    }
    expect(await violations(page), "a channel").toEqual([])
    await page.locator("#say-channel").fill("/s")
    await page.getByRole("option").first().waitFor()
    expect(await violations(page), "completions").toEqual([])
    await page.locator("#say-channel").fill("x".repeat(4100))
    expect(await violations(page), "a text that is too long").toEqual([])
    await page.locator("#say-channel").fill("")
    await page.locator(".thread-link").first().click()
    await page.locator("#say-thread").waitFor()
    expect(await violations(page), "a thread").toEqual([])
    await page.goto(`${address}/channels/nowhere`)
    expect(await violations(page), "an address without a page").toEqual([])
  })

  test("axe finds nothing to object to in the member's menu", async () => {
    const { page } = await open()
    await page.locator(".me-button").click()
    expect(await violations(page)).toEqual([])
  })

  test.each([
    { colorScheme: "light", viewport: { width: 1440, height: 900 } },
    { colorScheme: "dark", viewport: { width: 390, height: 844 } },
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
  ] as const)("axe finds nothing on the way in, and on the way to another device: %j", async (wishes) => {
    const { page, address } = await open(wishes)
    const isFine = async (state: string) => {
      expect(await violations(page), state).toEqual([])
      expect(await page.evaluate("document.documentElement.scrollWidth > innerWidth"), state).toBe(false)
    }
    if (wishes.viewport.width < 700) await page.locator("[popovertarget=sidebar]:visible").first().click()
    await page.locator(".me-button").click()
    await page.getByRole("button", { name: words.web.access.device, exact: true }).click()
    const link = page.getByLabel(words.web.access.deviceLink)
    await isFine("the link")
    const joining = await link.inputValue()
    await page.goto(joining)
    await isFine("the offer to join")
    await page.goto(`${address}/join?token=x`)
    await isFine("a link that is over")
    await page.goto(`${address}/sign-in`)
    await isFine("signing in")
    await page.getByLabel(words.web.access.password).fill("wrong")
    await page.keyboard.press("Enter")
    await page.getByRole("alert").waitFor()
    await isFine("a wrong password")
  })

  test("axe finds nothing on the operator's page, where all is well and where posts failed", async () => {
    const { page, stores, address } = await open({}, { installation })
    const isFine = async () => {
      await page.goto(`${address}/operator`)
      for (const [colorScheme, width] of [
        ["light", 1440],
        ["dark", 390],
        ["light", 320],
      ] as const) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 844 })
        expect(await violations(page), `${colorScheme} ${width}`).toEqual([])
        expect(await page.evaluate("document.documentElement.scrollWidth > innerWidth")).toBe(false)
      }
    }
    await isFine()
    await plant({ stores })
    await isFine()
  })

  test("the Enter that ends a composition in Safari sends nothing", async () => {
    const { page, chat } = await open()
    const field = page.locator("#say-channel")
    await field.fill("拡散モデル")
    await field.dispatchEvent("compositionend")
    await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: false })
    await field.dispatchEvent("keydown", { key: "Enter", keyCode: 13, isComposing: true })
    expect(await field.inputValue()).toBe("拡散モデル")
    await field.press("Enter")
    await shows(page, "拡散モデル")
    expect(await chat.page({ channel: "general", member: "", limit: 9 })).toHaveLength(1)
  })

  test("text from right to left stands at the right, in the field and in the message", async () => {
    const { page } = await open()
    const text = "مرحبا بالعالم hello 10:30"
    await page.locator("#say-channel").fill(text)
    expect(await directionOf(page, "#say-channel")).toBe("rtl")
    await page.locator("#say-channel").press("Enter")
    await newest(page).getByText(text).waitFor()
    expect(await directionOf(page, "main .message .said")).toBe("rtl")
    await say(page, "hello مرحبا")
    expect(await directionOf(page, "main .message:last-child .said")).toBe("ltr")
  })

  test("a pasted text that is too long is kept whole, counted, and not sent", async () => {
    const { page, chat } = await open()
    const field = page.locator("#say-channel")
    const text = `${"word ".repeat(4000)}end`
    await field.fill(text)
    await shows(page, words.web.client.tooLong(text.length, 4000))
    await field.press("Enter")
    expect(await field.inputValue()).toBe(text)
    expect(await field.getAttribute("aria-invalid")).toBe("true")
    await page.reload()
    expect(await field.inputValue()).toBe(text)
    await field.fill(text.slice(0, 3900))
    await shows(page, words.web.client.lengthLeft(text.slice(0, 3900).trim().length, 4000))
    await field.press("Enter")
    await expect.poll(() => chat.page({ channel: "general", member: "", limit: 9 })).toHaveLength(1)
    expect(await page.locator("main .length").textContent()).toBe("")
  })

  test("a name that is too long is refused with its length", async () => {
    const { page } = await open()
    await page.locator(".me-button").click()
    await page.getByLabel(words.web.page.yourName).fill("x".repeat(55))
    await page.getByRole("button", { name: words.web.page.saveName }).click()
    await shows(page, words.web.refusals.nameTooLong(55, 40))
  })

  test("messages show the hours of the cards, whatever the browser's language", async () => {
    const { page } = await open({ locale: "en-US", timezoneId: "America/New_York" })
    await type(page, "hello")
    await newest(page).waitFor()
    // The bot's clock stands at 15:00 UTC.
    expect(await newest(page).locator("time").textContent()).toBe("11:00")
    expect(await page.locator("main .day").textContent()).toBe("Monday, October 27, 2025")
  })

  test("a window too many says why nothing new appears, and that it tries again", async () => {
    const { page, address } = await open()
    const [cookie] = await page.context().cookies()
    const closing = new AbortController()
    onTestFinished(() => closing.abort())
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
    // Kept, since a stream that nobody holds is closed by the garbage collector.
    const windows: Response[] = []
    const one = async () => {
      const response = await fetch(`${address}/events?after=x`, { headers, signal: closing.signal })
      if (response.ok) windows.push(response)
      return windows.length
    }
    await Promise.all(Array.from({ length: 15 }, one))
    await page.goto("about:blank")
    // The window that was left gives its place back only when the server has noticed.
    await expect.poll(one).toBe(16)
    await page.goto(`${address}/channels/general`)
    await shows(page, words.web.client.refused(words.web.refusals.tooManyWindows(16), 30))
    expect(windows).toHaveLength(16)
  })

  test("a long channel is printed on as many pages as it takes", async () => {
    const { page, web } = await open()
    for (let n = 0; n < 40; n += 1) {
      const text = [{ text: `Paragraph ${n}. ${"It goes on for a while. ".repeat(12)}` }]
      const card = {
        title: [{ text: `Card ${n}` }],
        tone: "plain",
        blocks: [{ kind: "text", text }],
      } as const
      await web.send({ community: "web:local", place: "general" }, card)
    }
    await page.reload()
    const pdf = await page.pdf({ format: "A4" })
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(3)
  })
})

function directionOf(page: Page, selector: string): Promise<unknown> {
  return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).direction`)
}
