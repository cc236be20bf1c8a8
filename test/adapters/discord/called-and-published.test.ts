/** What a post does beyond its channel: it calls a role, it is handed on to followers. And forms that take long. */
import { MessageFlags } from "discord.js"
import { describe, expect, it } from "vitest"
import type { Card } from "../../../src/vocabulary/card.ts"
import { useStage } from "./stage.ts"

const open = useStage()
const card: Card = { title: [{ text: "A card that is sent" }], tone: "plain", blocks: [] }
const news = { name: "news", announcement: true }
const crosspost = { method: "POST", path: "/crosspost" }

describe("a post in an announcement channel", () => {
  it("is published, and once more is no error", async () => {
    const on = await open()
    const sent = await on.adapter().send({ ...on.spot, place: on.twin.staff().addChannel(news).id }, card)
    await on.adapter().publish?.(sent)
    const [post] = on.twin.observe.messages("news")
    expect((post?.flags ?? 0) & MessageFlags.Crossposted).toBeTruthy()
    await expect(on.adapter().publish?.(sent)).resolves.toBeUndefined()
  })

  it("waits for the channel's hour where too many were published", async () => {
    const on = await open()
    const sent = await on.adapter().send({ ...on.spot, place: on.twin.staff().addChannel(news).id }, card)
    on.twin.breaks.next({ kind: "429", scope: "user", retryAfterMs: 1_000 }, crosspost)
    await expect(on.adapter().publish?.(sent)).rejects.toMatchObject({
      code: "429",
      retryAfterMs: expect.any(Number),
      isWholeRate: false,
    })
    expect(on.twin.observe.calls("POST").filter(({ path }) => path.endsWith("/crosspost"))).toHaveLength(1)
  })
})

it("the daily post calls its role, once, and nobody else", async () => {
  const on = await open()
  const role = on.twin.staff().addRole("reading group", true)
  await on.deliver(on.spot.place, "messages", { budget: 3, mention: role.id })
  const called = on.twin.observe.messages("papers").flatMap(({ mention_roles }) => mention_roles)
  expect(called).toEqual([role.id])
  expect(on.twin.observe.messages("papers").some((post) => post.mention_everyone)).toBe(false)
})
