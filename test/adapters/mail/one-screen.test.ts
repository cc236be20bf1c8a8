import { expect, onTestFinished, test } from "vitest"
import { contentToHtml } from "../../../adapters/mail/card-html.ts"
import { contentToText } from "../../../adapters/mail/card-text.ts"
import { contentOf } from "../../../adapters/mail/content.ts"
import { digestCard } from "../../../src/cards/digest-card.ts"
import { plainText } from "../../../src/words/runs.ts"
import { aPaper } from "../../builders.ts"
import { browser as chromium, missing } from "../../needs.ts"
import { samples } from "../../twins/browser/sample-papers.ts"
import { launch } from "../web/browser.ts"
import { links } from "./mail-world.ts"

const long = "Forecasting Rain, Wind and Waves on a Sphere Ten Days Ahead on a Laptop without a Grid"

/** A digest as it mostly is: five papers with what is known of each, and one long title. */
function anOrdinaryDigest() {
  const picks = samples.slice(0, 5).map(([title, summary, organization, authorCount, stars], at) => {
    const code = { url: "https://github.com/ada/code", stars }
    const known = { summary, organization, authorCount, code, upvotes: 120, comments: 4 }
    const paper = aPaper({ ...known, id: `2510.0000${at}`, title: at === 1 ? long : title })
    const topic = samples[at + 5]?.[0] ?? title
    return { paper, reason: plainText(`Because you voted for papers such as ${topic}`) }
  })
  const about = { day: "2025-10-27", moreFollowed: 2, isMailed: true, paperStats: new Map() }
  return contentOf(digestCard({ picks, ...about }), { address: "address-of-ada-1", links })
}

test.skipIf(missing(chromium()))("a digest of five papers is one screen of a phone", async () => {
  const browser = await launch()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  for (const width of [320, 390, 700]) {
    await page.setViewportSize({ width, height: 480 })
    await page.setContent(await contentToHtml(anOrdinaryDigest()))
    const across = await page.evaluate<number>("document.documentElement.scrollWidth")
    const height = await page.evaluate<number>("document.documentElement.scrollHeight")
    expect({ width, across, isOneScreen: height <= 720 }).toEqual({ width, across: width, isOneScreen: true })
  }
})

test("its plain part has all papers on the first screen, and what can be done below", () => {
  const lines = contentToText(anOrdinaryDigest()).split("\n")
  expect(lines.findIndex((line) => line.startsWith("5. "))).toBeLessThan(24)
  expect(lines.findIndex((line) => line.includes("Upvote: "))).toBeGreaterThan(24)
})
