import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { firefox as installed, missing } from "../../needs.ts"
import { enter, type Firefox, launchFirefox, type Window } from "./firefox.ts"
import { openRealPage, type RealPage } from "./real-page.ts"

describe.skipIf(missing(installed()))("the page in Firefox", () => {
  let firefox: Firefox
  let real: RealPage

  beforeAll(async () => {
    ;[firefox, real] = await Promise.all([launchFirefox(installed().path), openRealPage()])
  })
  afterAll(async () => {
    await firefox?.close()
    await real?.close()
  })

  /** A member's window on the page, whose scripts fail nowhere. */
  async function open(path: string): Promise<Window> {
    const window = await firefox.open(real.address + path)
    onTestFinished(() => expect(window.errors).toEqual([]))
    return window
  }

  const becomes = (window: Window, expression: string) => expect.poll(() => window.read(expression))
  const count = (selector: string) => `document.querySelectorAll('${selector}').length`
  const text = (selector: string) => `document.querySelector('${selector}')?.textContent`
  const loaded = (window: Window, path: string) =>
    becomes(window, "document.readyState + ' ' + location.pathname").toBe(`complete ${path}`)

  test("a paper of today is upvoted by a press, and another press takes it back", async () => {
    const [ada, bob] = [await open("/"), await open("/")]
    const vote = `[data-paper="2510.00001"] .vote`
    const seen = `document.querySelector('${vote}').ariaPressed + ${text(`${vote} .count`)}`
    await ada.click(vote)
    await becomes(ada, seen).toBe("true1")
    await becomes(bob, seen).toBe("false1")
    await becomes(ada, count(`${vote}:not([aria-busy])`)).toBe(1)
    await ada.click(vote)
    await becomes(bob, seen).toBe("false")
  })

  test("a day is read by the keyboard alone", async () => {
    const window = await open("/")
    await window.type("jjjk")
    const title = await window.read("document.activeElement.textContent")
    expect(await window.read(text(".row-paper.at h2"))).toBe(title)
    expect(title).toBe(await window.read("document.querySelectorAll('.row-paper h2')[1].textContent"))
    await window.type("o")
    await becomes(window, text("main.read h1")).toBe(title)
  })

  test("a search is begun with a slash, and its answer leads to a paper", async () => {
    const window = await open("/")
    await window.type("/difusion pantry")
    await becomes(window, count("[role=option]")).not.toBe(0)
    await window.type(enter)
    await becomes(window, text(".rows.hits h2")).toBe("Diffusion Transformers in the Pantry")
    // A picture that fails to load moves what stands below it.
    await loaded(window, "/search")
    await window.click(".rows.hits h2 a")
    await loaded(window, "/papers/2510.00007")
    expect(await window.read(text("h1"))).toBe("Diffusion Transformers in the Pantry")
  })

  test("a reply under a paper comes into the other window", async () => {
    const [ada, bob] = [await open("/papers/2510.00003"), await open("/")]
    await ada.click("#first-reply")
    await ada.type("The attic is the hard case.")
    await ada.click(".first-reply button")
    await becomes(ada, text("#thread")).toContain("The attic is the hard case.")
    await becomes(bob, text(`[data-replies="2510.00003"]`)).toBe("1")
    await bob.click(`[data-paper="2510.00003"] [data-discuss]`)
    await becomes(bob, "document.activeElement.id").toBe("say-thread")
    await bob.type(`It is.${enter}`)
    await becomes(ada, text("#thread")).toContain("It is.")
  })

  test.each([1440, 800, 320])("nothing scrolls sideways at a width of %i", async (width) => {
    const window = await open("/")
    await window.resize(width, 900)
    await becomes(window, "innerWidth").toBe(width)
    expect(await window.read("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width)
  })
})
