/** Slack's sockets: renewed without a gap, never in a storm, and what was missed meanwhile is read back. */
import { afterEach, describe, expect, it } from "vitest"
import { paperPost } from "../../../src/cards/paper-card.ts"
import { words } from "../../../src/words/words.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

async function open(): Promise<SlackStage> {
  stage = await openSlackStage("socket")
  await stage.twin.waitFor("both connections", () => stage.twin.socket.count() === 2)
  return stage
}

describe("connections that Slack asks to end", () => {
  it.each(["all", "first"] as const)("(%s) are replaced before they end", async (which) => {
    const { twin } = await open()
    const seen = new Set<number>()
    const watching = setInterval(() => seen.add(twin.socket.count()), 1)
    twin.socket.refresh(which)
    await twin.waitFor("new connections", () => twin.socket.opened() >= (which === "all" ? 4 : 3))
    await twin.waitFor("the old ones to end", () => twin.socket.count() === 2)
    clearInterval(watching)
    expect(Math.min(...seen)).toBeGreaterThan(0)
    expect(stage.adapter().health().up).toBe(true)
  })

  it("again and again are opened ever more slowly", async () => {
    const { twin } = await open()
    twin.socket.storm(true)
    twin.socket.refresh()
    const before = twin.socket.opened()
    const until = Date.now() + 4_000
    await twin.waitFor("four seconds", () => Date.now() > until, 10_000)
    expect(twin.socket.opened() - before).toBeLessThan(16)
    twin.socket.storm(false)
  })

  it("because Socket Mode was turned off show in health with what to do", async () => {
    const { twin } = await open()
    twin.socket.accepts(false)
    twin.socket.refresh("all", "link_disabled")
    const off = { up: false, detail: words.slack.health.turnedOff }
    await expect.poll(() => stage.adapter().health()).toEqual(off)
    await twin.waitFor("a try that fails", () => twin.calls("apps.connections.open").length > 4)
    expect(stage.adapter().health()).toEqual(off)
  })
})

it("votes that were cast while no connection was open count when one is open again", async () => {
  const { twin, bot, spot, channel } = await open()
  const paper = (await bot.stores.papers.get(["2510.00003"])).get("2510.00003")
  if (!paper) throw new Error("no paper")
  const ref = await stage.adapter().send(spot, paperPost(paper))
  await bot.bot.posted(ref, paperPost(paper))
  const post = channel.messages.find(({ ts }) => ts === ref.message)
  if (!post) throw new Error("the post is missing")
  const votes = async () => (await bot.stores.votes.tallies(spot.community, [paper.id])).get(paper.id) ?? 0
  await twin.outbox.withhold(true)
  twin.socket.accepts(false)
  twin.socket.drop()
  await expect.poll(() => stage.adapter().health().up).toBe(false)
  await twin.react(stage.at("Ada"), post, "+1::skin-tone-4")
  await twin.react(stage.at("Ben"), post, "thumbsup")
  twin.outbox.forget()
  expect(await votes()).toBe(0)
  twin.socket.accepts(true)
  await expect.poll(votes, { timeout: 10_000 }).toBe(2)
})
