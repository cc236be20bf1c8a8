/** Saving where a paper stands: by a bookmark, by a message's menu; for who saves alone. */
import { describe, expect, it } from "vitest"
import { isBookmark } from "../../../adapters/discord/reactions.ts"
import { menuNames } from "../../../adapters/discord/registration.ts"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const paper = "2510.00003"
const link = `https://arxiv.org/abs/${paper}`

const savedBy = async (on: DiscordStage, who: "Ada" | "Ben") => {
  const account = { community: on.spot.community, member: on.who(who).id }
  return (await on.bot.saved.all(account)).map((one) => one.paper)
}

describe("a bookmark on a post", () => {
  it("saves its paper for who put it, and taken off takes it away", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "🔖")
    await expect.poll(() => savedBy(on, "Ada")).toEqual([paper])
    expect(await savedBy(on, "Ben")).toEqual([])
    expect(await on.votes(paper)).toBe(0)
    on.who("Ada").unreact(message, "🔖")
    await expect.poll(() => savedBy(on, "Ada")).toEqual([])
  })

  it("may be an emoji of the server's own", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, on.twin.staff().addEmoji("Bookmark_2"))
    await expect.poll(() => savedBy(on, "Ada")).toEqual([paper])
  })
})

it.each([
  ["🔖", "🔖", true],
  ["🔖", "📌", false],
  ["📌", "📌", true],
  ["📌", "🔖", false],
  ["none", "🔖", false],
])("where %s saves, %s does so: %s", (save, name, expected) => {
  expect(isBookmark({ id: null, name }, save)).toBe(expected)
})

describe("the menu of a message", () => {
  it("saves the one paper that somebody linked, and nobody else sees it", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", `have you seen ${link} ?`)
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
    expect(await savedBy(on, "Ada")).toEqual([paper])
    expect(on.who("Ben").sees("papers")).toHaveLength(1)
  })

  it("saves the paper of the bot's own post", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await on.who("Ada").useMessageMenu(message, menuNames.save).answer()
    expect(await savedBy(on, "Ada")).toEqual([paper])
  })

  it("shows several papers, each with its button, and saves none by itself", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", `${link} and https://arxiv.org/abs/2510.00002`)
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
    expect(wordsOf(answer)).toContain("Sparse Attention")
    expect(await savedBy(on, "Ada")).toEqual([])
  })

  it("says what it looks for where there is no paper", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", "good morning")
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain(words.commands.find.noLinks)
  })
})

it("what is saved in a server is there in direct messages too", async () => {
  const on = await open()
  await on.who("Ada").slash("papers", "paper save", { paper }).answer()
  const list = await on.who("Ada").slash("@me", "paper saved").answer()
  expect(wordsOf(list)).toContain("Birdsong")
  expect(wordsOf(await on.who("Ben").slash("@me", "paper saved").answer())).not.toContain("Birdsong")
})
