/** A message about several papers: the reaction of a number is a vote for the paper of that number. */
import { describe, expect, it } from "vitest"
import type { Card } from "../../../src/vocabulary/card.ts"
import { type DiscordStage, useStage } from "./stage.ts"

const open = useStage({ contract: false })
const papers = ["2510.00001", "2510.00002", "2510.00003"]
const digest: Card = {
  title: [{ text: "Daily Papers" }],
  tone: "plain",
  blocks: [{ kind: "text", text: [{ text: "Three papers" }] }],
  papers,
  invites: "numbers",
}

async function posted(on: DiscordStage) {
  const ref = await on.adapter().send(on.spot, digest)
  await on.bot.bot.posted(ref, digest)
  return ref
}

const votes = (on: DiscordStage) => Promise.all(papers.map((paper) => on.votes(paper)))

describe("a number", () => {
  it("votes for its paper, and takes the vote back when it is taken off", async () => {
    const on = await open()
    const { message } = await posted(on)
    on.who("Ada").react(message, "2️⃣")
    on.who("Ben").react(message, "2️⃣")
    on.who("Ben").react(message, "3️⃣", { isSuper: true })
    await expect.poll(() => votes(on)).toEqual([0, 2, 1])
    on.who("Ben").unreact(message, "2️⃣")
    await expect.poll(() => votes(on)).toEqual([0, 1, 1])
  })

  it("beyond the papers, and a thumb, are no votes", async () => {
    const on = await open()
    const { message } = await posted(on)
    on.who("Ada").react(message, "9️⃣")
    on.who("Ada").react(message, "👍")
    on.who("Ada").react(message, "1️⃣")
    await expect.poll(() => votes(on)).toEqual([1, 0, 0])
  })

  it("given or taken off while the bot was away counts when it comes back", async () => {
    const on = await open()
    const { message } = await posted(on)
    on.who("Ada").react(message, "1️⃣")
    await expect.poll(() => votes(on)).toEqual([1, 0, 0])
    await on.absence(async () => {
      on.who("Ada").unreact(message, "1️⃣")
      on.who("Ada").react(message, "3️⃣")
    })
    await expect.poll(() => votes(on)).toEqual([0, 0, 1])
  })

  it("that a moderator clears takes its votes along, and no others", async () => {
    const on = await open()
    const { message } = await posted(on)
    on.who("Ada").react(message, "1️⃣")
    on.who("Ada").react(message, "2️⃣")
    await expect.poll(() => votes(on)).toEqual([1, 1, 0])
    on.twin.staff().clearReactions(message, "1️⃣")
    await expect.poll(() => votes(on)).toEqual([0, 1, 0])
    on.twin.staff().clearReactions(message)
    await expect.poll(() => votes(on)).toEqual([0, 0, 0])
  })
})
