import type { Seeded } from "../src/library/seed.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Console } from "./console.ts"
import type { Core } from "./core.ts"
import { webCommunity } from "./web/options.ts"

/** Where the page's daily post goes. */
export const daily = { community: webCommunity, place: "daily-papers" } as const

const firstPost = "first post of the page"

/** Fills an empty library, tells how it goes, and gives the page its first post, so that nobody opens an empty one. */
export async function fillLibrary(core: Core, { log, print, progress }: Console) {
  const stocked = await core
    .stock(({ done, total, list }) => {
      progress.report(done, total, `reading the list of ${list}`)
      log.debug({ done, total, list }, "a list was read")
    })
    .finally(() => progress.end())
  await core.follower.refresh()
  print(stockedInWords(stocked))
  log.info(stocked, "the library is ready")
  if ((await core.stores.facts.get(firstPost)) === undefined) await post(core, stocked)
}

/** What the library holds now and why, for the person who started it. */
export function stockedInWords(stocked: Seeded): string {
  switch (stocked.from) {
    case "store":
      return "The library is as you left it."
    case "network":
      return `The last ${stocked.lists} lists are here: ${stocked.papers.toLocaleString("en")} papers.`
    case "starter":
      return (
        `${stocked.why} So the starter library is here: ${stocked.papers} landmark papers, summarised in our own ` +
        "words. The daily lists follow at the next start with a network."
      )
    default:
      throw new Error(`Unknown outcome ${JSON.stringify(stocked satisfies never)}`)
  }
}

/** A library that has nothing to post yet leaves the page's channel empty, where it offers what to try. */
async function post({ schedules, stores }: Core, stocked: Seeded): Promise<void> {
  const actor = { ...daily, platform: "web", member: "web:paperboy", memberName: "Paperboy", isAdmin: true }
  try {
    await schedules.deliverNow(actor)
    await stores.facts.put(firstPost, stocked.from)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}
