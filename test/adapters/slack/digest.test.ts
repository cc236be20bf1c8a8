/** A member's own digest on Slack: asked for in a channel, read and stopped in direct messages. */
import { afterEach, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import type { Message } from "../../twins/slack/world.ts"
import { papers } from "../bot-under-test.ts"
import { digestDue, withTodaysList } from "../digests-due.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

const said = words.digests
let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

const says = ({ blocks }: Message, text: string) => JSON.stringify(blocks).includes(text)
const told = (messages: readonly Message[], text: string) =>
  stage.waitFor(text, () => messages.findLast((message) => says(message, text)))

it("knows the zone of the member's profile, comes by direct message, and stops by its button", async () => {
  stage = await openSlackStage("http")
  await withTodaysList(stage.bot)
  const at = stage.at("Ada")
  const member = at.person.id
  await stage.ask("Ada", "digest on budget:3")
  expect((await told(stage.channel.messages, said.on)).onlyFor).toBe(member)
  await digestDue(stage.bot, { community: stage.spot.community, member })
  const direct = [...stage.twin.workspace.channels.values()].find(
    ({ isDirect, creator }) => isDirect && creator === member,
  )
  if (direct === undefined) throw new Error("no direct messages were opened")
  const digest = await told(direct.messages, said.title("").trim())
  expect(says(digest, papers[0]?.title ?? "")).toBe(true)
  expect(says(digest, "Among the most upvoted of Daily Papers")).toBe(true)
  await stage.twin.click({ ...at, channel: direct }, digest, said.buttons.stop)
  await told(direct.messages, said.offText)
  const [kept] = await stage.bot.stores.subscriptions.ofMember(stage.spot.community, member)
  expect(kept).toMatchObject({ active: false, place: direct.id })
})
