/** Papers as Work Objects, where an operator switched them on: their payloads against Slack's contract. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { labelOf } from "../../../src/rendering/label.ts"
import { words } from "../../../src/words/words.ts"
import { directWith } from "../../twins/slack/api/conversations.ts"
import { asJson } from "../../twins/slack/block-rules.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

const url = "https://arxiv.org/abs/2510.00004"
const { upvote } = words.cards.paper.buttons
let stage: SlackStage

beforeAll(async () => {
  stage = await openSlackStage("socket", { adapter: { workObjects: true } })
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

async function shared() {
  const at = stage.at("Ben")
  const message = await stage.twin.say(at, `see <${url}>`)
  const entity = () => asJson(asJson(message.unfurls[url]).entity)
  await stage.waitFor("the entity", () => entity().external_ref)
  return { at, message, entity }
}

it("a link becomes an entity with the paper's id, its sentence, and its buttons", async () => {
  const { entity } = await shared()
  expect(entity()).toMatchObject({
    entity_type: "slack#/entities/content_item",
    app_unfurl_url: url,
    external_ref: { id: "2510.00004" },
  })
  const payload = asJson(entity().entity_payload)
  expect(JSON.stringify(payload.attributes)).toContain("Sheet Music")
  expect(JSON.stringify(asJson(payload.actions).primary_actions)).toContain(upvote)
})

it("a button below the link is the command that it says, and the entity is drawn anew", async () => {
  const { at, message, entity } = await shared()
  await stage.twin.clickEntity(at, message, url, upvote)
  await stage.waitFor("the vote in the entity", () =>
    JSON.stringify(asJson(entity().entity_payload).actions).includes(
      labelOf({ kind: "invoke", command: "upvote", arguments: {}, effect: "reply", label: upvote, count: 1 }),
    ),
  )
})

it("a button of the pane is the command that it says, answered to who pressed it alone", async () => {
  const { at, message } = await shared()
  const trigger = await stage.twin.openPane(at, message, url)
  await stage.waitFor("the pane", () => at.workspace.panes.get(trigger)?.shown !== undefined)
  await stage.twin.clickPane(at, trigger, words.readers.buttons.save)
  const inDirect = {
    ...at,
    channel: directWith({ world: stage.twin.world, workspace: at.workspace }, at.person.id),
  }
  await stage.waitFor("the answer", () =>
    stage.twin.sees(inDirect).some(({ text }) => text.includes("Sheet Music")),
  )
  expect(at.channel.messages.filter(({ text }) => text.includes(words.readers.buttons.save))).toEqual([])
})

it("the pane beside it holds the details, for who opened it", async () => {
  const { at, message } = await shared()
  const trigger = await stage.twin.openPane(at, message, url)
  const pane = () => at.workspace.panes.get(trigger)?.shown
  await stage.waitFor("the pane", () => pane() !== undefined)
  expect(pane()).toMatchObject({ external_ref: { id: "2510.00004" } })
  expect(JSON.stringify(pane())).toContain(words.exporting.cite.button)
})
