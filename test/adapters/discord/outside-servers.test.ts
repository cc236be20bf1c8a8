/** Direct messages, and members who bring the app along to where nobody installed it. */
import { describe, expect, it } from "vitest"
import { useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const longAgo = "2025-01-01T00:00:00Z"

describe("in a direct message", () => {
  it("commands are answered", async () => {
    const on = await open()
    const answer = await on.who("Ada").slash("@me", "paper show", { paper: "2510.00003" }).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
  })

  it("a link needs no mention", async () => {
    const on = await open()
    on.who("Ada").say("@me", "https://arxiv.org/abs/2510.00003")
    await on.twin.waitFor(() =>
      on
        .who("Ada")
        .sees("@me")
        .some((message) => wordsOf(message).includes("Birdsong")),
    )
  })

  it("a reaction on an answer is a vote, of a community of one", async () => {
    const on = await open()
    const ada = on.who("Ada")
    const answer = await ada.slash("@me", "paper show", { paper: "2510.00003" }).answer()
    await expect.poll(() => on.bot.stores.posts.since(`discord:dm:${ada.id}`, longAgo)).toHaveLength(1)
    ada.react(answer, "👍")
    const tally = () => on.bot.stores.votes.tallies(`discord:dm:${ada.id}`, ["2510.00003"])
    await expect.poll(async () => (await tally()).get("2510.00003")).toBe(1)
    expect(await on.votes("2510.00003")).toBe(0)
  })
})

describe("a member who brought the app along", () => {
  it("is answered, and the answer is nothing that the bot would edit later", async () => {
    const on = await open()
    const asked = on.who("Ada").slash("papers", "paper show", { paper: "2510.00003" }, { userInstall: true })
    expect(wordsOf(await asked.answer())).toContain("Birdsong")
    expect(await on.bot.stores.posts.since(on.spot.community, longAgo)).toEqual([])
  })
})
