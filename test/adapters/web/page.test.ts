import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { clock } from "../../../adapters/system.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { browser as installed, missing } from "../../needs.ts"
import { launch, newest, say, shows, type } from "./browser.ts"
import { openRealPage, type RealPage } from "./real-page.ts"

const { message, client, page: onPage } = words.web

describe.skipIf(missing(installed()))("the page in a browser", () => {
  let browser: Browser
  let real: RealPage

  beforeAll(async () => {
    ;[browser, real] = await Promise.all([launch(), openRealPage()])
  })
  afterAll(async () => {
    await browser?.close()
    await real?.close()
  })

  /** A window of a member's own, whose console stays clean. */
  async function open(path: string, wishes: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(wishes)
    onTestFinished(() => context.close())
    await context.route("https://thumbnails.invalid/**", (route) => route.abort())
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    page.setDefaultTimeout(10_000)
    const complaints: string[] = []
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on(
      "console",
      (line) => line.text().includes("Content Security Policy") && complaints.push(line.text()),
    )
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(real.address + path)
    await page.locator("main.channel").waitFor()
    // Scripts have run when everything is loaded.
    await page.waitForLoadState("load")
    return page
  }

  test("an empty channel offers lines that work", async () => {
    const page = await open("/channels/random")
    await shows(page, onPage.nothingIn("random"))
    await page.getByRole("button", { name: "/paper help" }).click()
    await shows(page, "/paper search")
  })

  test("a search with typos finds, and its pages turn in place", async () => {
    const page = await open("/channels/general")
    await say(page, "/paper search difusion transfomers limit:5")
    const answer = newest(page)
    await answer.getByRole("heading", { level: 4 }).first().waitFor()
    const first = await answer.getByRole("heading", { level: 4 }).first().textContent()
    const count = await page.locator("main .message").count()
    await answer.getByRole("button", { name: /next/i }).click()
    await expect
      .poll(() => newest(page).getByRole("heading", { level: 4 }).first().textContent())
      .not.toBe(first)
    expect(await page.locator("main .message").count()).toBe(count)
  })

  test("a vote in one window is counted in the other, and taken back", async () => {
    const [ada, bob] = [await open("/channels/general"), await open("/channels/general")]
    await say(ada, "/paper show 2510.00001")
    const chip = (page: Page) => newest(page).locator(`[data-vote="2510.00001"]`)
    const seen = (page: Page) => async () =>
      `${await chip(page).getAttribute("aria-pressed")} ${await chip(page).locator(".count").textContent()}`
    await chip(bob).click()
    await expect.poll(seen(ada)).toBe("false 1")
    await expect.poll(seen(bob)).toBe("true 1")
    await chip(ada).click()
    await expect.poll(seen(bob)).toBe("true 2")
    await chip(bob).click()
    await expect.poll(seen(ada)).toBe("true 1")
    await ada.reload()
    await expect.poll(seen(ada)).toBe("true 1")
  })

  test("a paper is discussed in its thread, and both windows see it", async () => {
    const [ada, bob] = [await open("/channels/general"), await open("/channels/general")]
    await say(ada, "/paper show 2510.00002")
    await newest(ada).getByRole("button", { name: "Discuss" }).click()
    const field = ada.locator("#say-thread")
    await field.fill("The cellar is the hard case.")
    await field.press("Enter")
    await ada.locator("#thread").getByText("The cellar is the hard case.").waitFor()
    await newest(bob).locator(".thread-link.used").click()
    await bob.locator("#thread").getByText("The cellar is the hard case.").waitFor()
    expect(bob.url()).toContain("/channels/general/t/")
    await bob.keyboard.press("Escape")
    await bob.locator("#thread").waitFor({ state: "hidden" })
    await bob.goBack()
    await bob.locator("#thread").getByText("The cellar is the hard case.").waitFor()
  })

  // Before the delivery by hand: a list that was posted is not posted again by itself.
  test("the daily post comes by itself when it is due", async () => {
    const page = await open("/channels/general")
    const { subscriptions } = real.core.stores
    const [daily] = await subscriptions.ofPlace("web:local", "daily-papers")
    if (!daily) throw new Error("#daily-papers has no subscription")
    await subscriptions.save({ ...daily, nextRunAt: clock.now().subtract({ minutes: 1 }).toString() })
    await real.core.scheduler.tick()
    await page.getByRole("link", { name: `daily-papers${client.newMessages}` }).click()
    const title = (room: string) => ({ name: `Diffusion Transformers in the ${room}` })
    await newest(page).getByRole("link", title("Kitchen")).waitFor()
    // Beyond the attention budget.
    await newest(page).locator(".thread-link.used").click()
    await page.locator("#thread").getByRole("link", title("Workshop")).waitFor()
  })

  test("the edition comes at once by “Post now”, into every window", async () => {
    const [ada, bob] = [await open("/channels/daily-papers"), await open("/channels/daily-papers")]
    await ada.getByRole("button", { name: onPage.postNow }).click()
    await bob.getByText("Diffusion Transformers in the Kitchen").first().waitFor()
    await shows(ada, message.onlyYou)
    expect(await bob.getByText(message.onlyYou).count()).toBe(0)
  })

  test("a message that comes to be about another paper counts votes for that one", async () => {
    const page = await open("/channels/general")
    await say(page, "/paper random")
    const paper = () => newest(page).locator("[data-vote]").first().getAttribute("data-vote")
    const first = await paper()
    await expect
      .poll(async () => {
        await newest(page).getByRole("button", { name: "Another one" }).click()
        return paper()
      })
      .not.toBe(first)
    await newest(page).locator("[data-vote]").first().click()
    const voter = await page.locator("body").getAttribute("data-member")
    await expect
      .poll(async () =>
        (await real.core.stores.votes.ofMember("web:local", voter ?? "")).map((vote) => vote.paper),
      )
      .toEqual([await paper()])
  })

  test("a private answer stays out of the other window", async () => {
    const [ada, bob] = [await open("/channels/random"), await open("/channels/random")]
    await say(ada, "/paper nonsuch")
    await shows(ada, message.onlyYou)
    await say(ada, "that was private")
    await shows(bob, "that was private")
    expect(await bob.locator("main").textContent()).not.toContain("nonsuch")
    await bob.reload()
    await shows(bob, "that was private")
    expect(await bob.locator("main").textContent()).not.toContain("nonsuch")
  })

  test("a command is completed and sent by the keyboard alone", async () => {
    const page = await open("/channels/general")
    await page.keyboard.press("Tab")
    expect(await page.evaluate("document.activeElement.textContent")).toBe(onPage.skip)
    await page.keyboard.press("Enter")
    await page.keyboard.type("/sea")
    const field = page.locator("#say-channel")
    await page
      .getByRole("option", { name: /search/ })
      .first()
      .waitFor()
    const count = await page.getByRole("option").count()
    expect(await page.locator("#announcer").textContent()).toBe(client.suggestions(count))
    await page.keyboard.press("ArrowDown")
    expect(await field.getAttribute("aria-activedescendant")).toBe("say-channel-option-0")
    await page.keyboard.press("Tab")
    await expect.poll(() => field.inputValue()).toMatch(/^\/paper search /)
    await page.keyboard.type("attic")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await newest(page).getByText("Diffusion Transformers in the Attic").first().waitFor()
  })

  test("a reload keeps what was said and what was not yet sent", async () => {
    const page = await open("/channels/general")
    await say(page, "kept over a reload")
    await page.locator("#say-channel").fill("half a thou")
    await page.reload()
    await shows(page, "kept over a reload")
    expect(await page.locator("#say-channel").inputValue()).toBe("half a thou")
  })

  test("a reload in the middle of an answer loses nothing of what was sent, and says it once", async () => {
    const page = await open("/channels/general")
    const sent = page.waitForRequest("**/say")
    await type(page, "sent before the reload")
    await sent
    await page.reload()
    const there = page.locator("main .said", { hasText: "sent before the reload" })
    await there.first().waitFor()
    expect(await there.count()).toBe(1)
  })

  test("a lost connection is said, keeps what is written, and comes back missing nothing", async () => {
    const [ada, bob] = [await open("/channels/general"), await open("/channels/general")]
    await say(bob, "before the break")
    await shows(ada, "before the break")
    await real.restart(async () => {
      await ada.getByText(client.reconnecting).waitFor()
      await ada.locator("#say-channel").fill("written in the dark")
      await ada.locator("#say-channel").press("Enter")
      await shows(ada, client.notSent)
    })
    await say(bob, "after the break")
    await ada.locator("main .messages").getByText("after the break").waitFor()
    await ada.locator("#banner").waitFor({ state: "hidden" })
    expect(await ada.locator("#say-channel").inputValue()).toBe("written in the dark")
    await ada.locator("#say-channel").press("Enter")
    await bob.locator("main .messages").getByText("written in the dark").waitFor()
  })

  test("while a line is being answered the field is free for the next", async () => {
    const page = await open("/channels/general")
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route("**/say", async (route) => {
      if (route.request().postData()?.includes("help")) await released
      await route.continue()
    })
    await type(page, "/paper help")
    await page.getByText(client.working("/paper help")).waitFor()
    expect(await page.locator("#say-channel").inputValue()).toBe("")
    await type(page, "said meanwhile")
    await page.locator("main .messages").getByText("said meanwhile").waitFor()
    release()
    await newest(page).getByText("What Paperboy can do").waitFor()
    await expect.poll(() => page.locator(".under-way p").count()).toBe(0)
  })

  test("what could not be sent comes back before what was typed meanwhile", async () => {
    const page = await open("/channels/general")
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route("**/say", async (route) => {
      await released
      await route.abort()
    })
    await type(page, "the first line")
    await page.locator("#say-channel").fill("the second")
    release()
    await shows(page, client.notSent)
    await expect.poll(() => page.locator("#say-channel").inputValue()).toBe("the first line\nthe second")
  })

  test("a message for another channel marks it", async () => {
    const [ada, bob] = [await open("/channels/general"), await open("/channels/random")]
    await say(bob, "news from here")
    await ada.getByRole("link", { name: `random${client.newMessages}` }).click()
    await shows(ada, "news from here")
    expect(await ada.getByRole("link", { name: client.newMessages.trim() }).count()).toBe(0)
  })

  test("a member takes another name, or becomes somebody else, in all windows", async () => {
    const page = await open("/channels/general")
    const other = await page.context().newPage()
    await other.goto(`${real.address}/channels/random`)
    await page.locator(".me-button").click()
    await page.getByLabel(onPage.yourName).fill("Ada <b>Quill")
    await page.getByRole("button", { name: onPage.saveName, exact: true }).click()
    await page.locator(".me-name", { hasText: "Ada <b>Quill" }).waitFor()
    await page.waitForLoadState("load")
    await other.locator(".me-name", { hasText: "Ada <b>Quill" }).waitFor()
    await page.locator(".me-button").click()
    await page.getByRole("button", { name: onPage.newMember }).click()
    await expect.poll(() => page.locator(".me-name").textContent()).not.toContain("Ada")
  })

  test("a second window of the same browser can be another member's", async () => {
    const page = await open("/channels/general")
    await page.locator(".me-button").click()
    const popup = page.context().waitForEvent("page")
    await page.getByRole("link", { name: onPage.secondWindow }).click()
    const second = await popup
    const member = (one: Page) => one.locator("body").getAttribute("data-member")
    await expect.poll(() => member(second)).toMatch(/^web:/)
    expect(await member(second)).not.toBe(await member(page))
  })

  test("older messages are read on demand", async () => {
    for (let n = 0; n < 60; n += 1) {
      await real.web.send({ community: "web:local", place: "random" }, aCard(`Note ${n}.`))
    }
    const page = await open("/channels/random")
    await shows(page, "Note 59.")
    expect(await page.getByText("Note 0.", { exact: true }).count()).toBe(0)
    await page.getByRole("button", { name: onPage.older }).click()
    await page.getByText("Note 0.", { exact: true }).waitFor({ state: "attached" })
    expect(await page.getByText("Note 59.", { exact: true }).count()).toBe(1)
  })

  test("what comes while one reads further up is told of, and a press leads there", async () => {
    for (let n = 0; n < 40; n += 1) {
      await real.web.send({ community: "web:local", place: "random" }, aCard(`Above ${n}.`))
    }
    const [ada, bob] = [await open("/channels/random"), await open("/channels/random")]
    const newer = ada.getByRole("button", { name: onPage.newer })
    expect(await newer.isVisible()).toBe(false)
    await ada.getByText("Above 5.", { exact: true }).scrollIntoViewIfNeeded()
    await say(bob, "news from below")
    await newer.click()
    await expect.poll(() => newer.isVisible()).toBe(false)
    const box = await newest(ada).getByText("news from below").boundingBox()
    expect(box?.y).toBeLessThan(ada.viewportSize()?.height ?? 0)
  })

  test("what is written fast stands as it was written", async () => {
    const page = await open("/channels/general")
    const lines = Array.from({ length: 12 }, (_, n) => `line ${n} of many`)
    for (const line of lines) await type(page, line)
    await page.getByText("line 11 of many").waitFor()
    expect(await page.locator("main .said", { hasText: "of many" }).allTextContents()).toEqual(lines)
  })

  test("a phone has the channels in a drawer and the thread over the screen", async () => {
    const page = await open("/channels/general", { viewport: { width: 390, height: 780 }, hasTouch: true })
    const link = page.getByRole("link", { name: "daily-papers" })
    expect(await link.isVisible()).toBe(false)
    await page.getByRole("button", { name: onPage.channels }).click()
    await link.waitFor({ state: "visible" })
    await page.keyboard.press("Escape")
    await say(page, "/paper show 2510.00003")
    await newest(page).getByRole("button", { name: "Discuss" }).click()
    await page.locator("#say-thread").waitFor({ state: "visible" })
    expect(await page.locator("#say-channel").isVisible()).toBe(false)
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
    await page.getByRole("link", { name: onPage.closeThread }).click()
    await page.locator("#say-channel").waitFor({ state: "visible" })
  })

  test("pictures that cannot be fetched leave their frame and their words", async () => {
    const page = await open("/channels/general")
    await say(page, "/paper show 2510.00001")
    const frame = newest(page).locator(".frame.failed").first()
    await frame.waitFor()
    const box = await frame.boundingBox()
    expect(box && box.width / box.height).toBeCloseTo(1.6, 1)
    expect(await frame.locator("img").getAttribute("alt")).toBe(words.cards.paper.thumbnail)
  })

  test("a form of another site changes nothing", async () => {
    const page = await open("/channels/general")
    await page.route("https://evil.example/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${real.address}/say"><input name="channel" value="general"><input name="text" value="forged"><input name="key" value="k"><button>win</button></form>`,
      }),
    )
    await page.goto("https://evil.example/")
    const [response] = await Promise.all([page.waitForResponse(/\/say$/), page.getByRole("button").click()])
    expect(response.status()).toBe(403)
    await page.goto(`${real.address}/channels/general`)
    expect(await page.locator("main").textContent()).not.toContain("forged")
  })
})

function aCard(words: string): Card {
  return { title: [{ text: words }], tone: "plain", blocks: [] }
}
