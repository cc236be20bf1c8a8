/** Direct messages: opened for who asked, refused as Discord refuses them, and answered for the right person. */
import { describe, expect, it, vi } from "vitest"
import type { Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()
const card: Card = { title: [{ text: "A digest" }], tone: "plain", blocks: [] }
const paper = "2510.00003"

const to = (on: DiscordStage) => ({ community: on.spot.community, member: on.who("Ada").id })
const opened = async (on: DiscordStage) => {
  const direct = await on.adapter().openDirect?.(to(on))
  if (!direct) throw new Error("Discord opens no direct messages")
  return { ...direct, community: `discord:dm:${on.who("Ada").id}` }
}

describe("a member's direct messages", () => {
  it("are opened once, and what is sent there only they see", async () => {
    const on = await open()
    const direct = await opened(on)
    expect(await opened(on)).toEqual(direct)
    await on.adapter().send(direct, card)
    expect(on.who("Ada").sees("@me").map(wordsOf)).toEqual([expect.stringContaining("A digest")])
    expect(on.adapter().linkTo(direct)).toBe(`https://discord.com/channels/@me/${direct.place}`)
  })

  it("that are closed say so, and are no fault of the server", async () => {
    const on = await open()
    const direct = await opened(on)
    on.who("Ada").closeDirects()
    await expect(on.adapter().send(direct, card)).rejects.toMatchObject({ placeGone: "closed" })
    on.who("Ada").closeDirects(false)
    await expect(on.adapter().send(direct, card)).resolves.toMatchObject({ place: direct.place })
  })

  it("end with the membership, although Discord tells of no departure", async () => {
    const memberGone = vi.fn(async () => undefined)
    const on = await open({ through: (bot) => ({ ...bot, memberGone }) })
    await opened(on)
    on.who("Ada").leave()
    await expect(on.adapter().openDirect?.(to(on))).rejects.toMatchObject({ placeGone: "closed" })
    expect(memberGone).toHaveBeenCalledWith(to(on))
  })

  it("that Discord lets the bot open no more wait, and end nobody's digest", async () => {
    const on = await open()
    on.twin.breaks.quarantine()
    const waits = { placeGone: undefined, retryAfterMs: expect.any(Number) }
    await expect(on.adapter().openDirect?.(to(on))).rejects.toMatchObject(waits)
    on.twin.breaks.quarantine(false)
    const direct = await opened(on)
    on.twin.breaks.quarantine()
    await expect(on.adapter().send(direct, card)).resolves.toMatchObject({ place: direct.place })
  })
})

it("a press in direct messages is the member's own, in their language", async () => {
  const actors: unknown[] = []
  const on = await open({
    through: (bot) => ({
      ...bot,
      dispatch: (invocation) => {
        actors.push(invocation.actor)
        return bot.dispatch(invocation)
      },
    }),
  })
  const answer = await on.who("Ada").slash("@me", "paper show", { paper }).answer()
  await on.who("Ada").click(answer, words.cards.paper.buttons.upvote).acknowledged()
  await expect.poll(() => actors).toHaveLength(2)
  const { id } = on.who("Ada")
  expect(actors[1]).toMatchObject({ community: `discord:dm:${id}`, member: id, locale: "en-US" })
  expect(on.adapter().accounts).toBe("global")
})
