/** Members: their language and zone, who leaves, and the bookmark with which they save. */
import { afterEach, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { paperPost } from "../../../src/cards/paper-card.ts"
import type { Bot } from "../../../src/vocabulary/ports.ts"
import { realClock } from "../../real-clock.ts"
import { eventPayload } from "../../twins/slack/payloads.ts"
import { papers } from "../bot-under-test.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

/** A stage that notes what its core is told. */
async function open(given: { now?: () => Temporal.Instant } = {}) {
  const told = {
    dispatch: [] as Parameters<Bot["dispatch"]>[],
    memberGone: [] as Parameters<Bot["memberGone"]>[],
    bookmarked: [] as Parameters<Bot["bookmarked"]>[],
  }
  stage = await openSlackStage("http", {
    twin: { scopes: Object.keys(scopes) },
    adapter: { clock: { ...realClock, ...given } },
    core: (core) => ({
      ...core,
      dispatch: (...asked) => {
        told.dispatch.push(asked)
        return core.dispatch(...asked)
      },
      memberGone: async (...who) => void told.memberGone.push(who),
      bookmarked: async (...what) => void told.bookmarked.push(what),
    }),
  })
  return told
}

it("a member's language is known from their second call on, and nobody waits for it", async () => {
  const told = await open()
  stage.at("Ada").person.locale = "de-DE"
  for (let calls = 1; calls <= 2; calls++) {
    await stage.ask("Ada", "help")
    await stage.waitFor("an answer", () => stage.sees("Ada").length === calls)
    await stage.waitFor("a profile", () => stage.twin.calls("users.info").length > 0)
  }
  const languages = told.dispatch.map(([{ actor }]) => actor.locale)
  expect(languages).toEqual([undefined, "de-DE"])
  expect(stage.twin.calls("users.info")).toHaveLength(1)
})

it("a member's zone is asked for once a day", async () => {
  let hours = 0
  await open({ now: () => realClock.now().add({ hours }) })
  const { person } = stage.at("Ada")
  const zone = () => stage.adapter().timeZoneOf?.({ community: stage.spot.community, member: person.id })
  person.timeZone = "Asia/Tokyo"
  expect(await zone()).toBe("Asia/Tokyo")
  person.timeZone = "Europe/Paris"
  hours = 23
  expect(await zone()).toBe("Asia/Tokyo")
  hours = 25
  expect(await zone()).toBe("Europe/Paris")
})

it("who is deactivated has left, and who changes a profile has not", async () => {
  const told = await open()
  const { twin } = stage
  const [ada, ben] = [stage.at("Ada").person, stage.at("Ben").person]
  const user = { id: ben.id, team_id: twin.workspace.id, name: "Benny", deleted: false }
  await twin.outbox.event(
    eventPayload(twin.world, twin.workspace, { type: "user_change", user, cache_ts: 0 }),
  )
  await twin.deactivate({ workspace: twin.workspace, person: ada })
  await expect.poll(() => told.memberGone.length).toBe(1)
  expect(told.memberGone).toEqual([[{ community: stage.spot.community, member: ada.id }]])
})

it("a bookmark on a paper's post saves it, and taken off takes it away; on other messages it says nothing", async () => {
  const told = await open()
  const { twin, spot, channel } = stage
  const [paper] = papers
  if (!paper) throw new Error("no paper")
  const posted = await stage.adapter().send(spot, paperPost(paper))
  const post = channel.messages.find(({ ts }) => ts === posted.message)
  if (!post) throw new Error("no post")
  await twin.react(stage.at("Ada"), post, "bookmark")
  await expect.poll(() => told.bookmarked.length).toBe(1)
  await twin.unreact(stage.at("Ada"), post, "bookmark")
  await expect.poll(() => told.bookmarked.length).toBe(2)
  await twin.react(stage.at("Ada"), await twin.say(stage.at("Ben"), "lunch?"), "bookmark")
  await twin.react(stage.at("Ada"), post, "+1")
  const by = expect.objectContaining({ member: stage.at("Ada").person.id })
  expect(told.bookmarked).toEqual([
    [by, { ...spot, message: post.ts }, true],
    [by, { ...spot, message: post.ts }, false],
  ])
})
