import { describe, expect, test } from "vitest"
import type { World } from "./world.ts"
import { aSubscription, createWorld, listed } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

async function postOf(
  given: Parameters<typeof aSubscription>[0],
): Promise<World & { tags: () => unknown[] }> {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription(given))
  const tags: unknown[] = []
  const send: World["chat"]["send"] = (where, card) => {
    tags.push(where.tags)
    return world.chat.send(where, card)
  }
  await world.tick(world.start({ chat: { ...world.chat, send } }))
  return { ...world, tags: () => tags }
}

const mentions = ({ chat }: World) => chat.messages.map(({ card }) => card.mention)

describe("the role of a subscription", () => {
  test("is called by the first message alone, and is still named when that is edited", async () => {
    const world = await postOf({ mention: "R1", budget: 1, form: "digest" })
    expect(world.chat.messages[0]?.edits).toBe(1)
    expect(mentions(world)).toEqual(["R1", undefined])
  })

  test("is named still when the list has changed", async () => {
    const world = await postOf({ mention: "R1", form: "messages" })
    const { papers } = listed("2026-11-23")
    const better = papers.map((paper) => ({ ...paper, upvotes: paper.upvotes + 50 }))
    world.library.list = async ({ key }) =>
      listed(key, { papers: better, readAt: world.clock.now().toString() })
    await world.clock.advance({ hours: 24 })
    await world.tick(world.start())
    expect(world.chat.messages.reduce((sum, { edits }) => sum + edits, 0)).toBeGreaterThan(0)
    expect(mentions(world)[0]).toBe("R1")
  })

  test("is not called on a day without papers", async () => {
    const world = await postOf({ mention: "R1", filter: "upvotes:>900", whenEmpty: "say" })
    expect(mentions(world)).toEqual([undefined])
  })
})

test("a forum's posts get the tags whose filters match their papers, and others none", async () => {
  const tags = [
    { tag: "With code", filter: "has:code" },
    { tag: "Loved", filter: "upvotes:>10" },
  ]
  const forum = await postOf({ form: "forum", tags })
  expect(forum.tags().filter(Boolean)).toEqual([["With code", "Loved"], ["Loved"]])
  expect((await postOf({ form: "messages", tags })).tags().filter(Boolean)).toEqual([])
})

test("what stands in an announcement channel is handed on, and not what stands in its threads", async () => {
  const { chat } = await postOf({ publish: true, budget: 1, form: "digest" })
  expect(chat.messages.map(({ published, thread }) => [published, thread !== undefined])).toEqual([
    [true, false],
    [false, true],
  ])
})
