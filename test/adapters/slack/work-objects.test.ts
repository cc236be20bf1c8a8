/** Papers as Work Objects, where an operator switched them on: their payloads against Slack's contract. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
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

it("the pane beside it holds the details, for who opened it", async () => {
  const { at, message } = await shared()
  const trigger = await stage.twin.openPane(at, message, url)
  const pane = () => at.workspace.panes.get(trigger)?.shown
  await stage.waitFor("the pane", () => pane() !== undefined)
  expect(pane()).toMatchObject({ external_ref: { id: "2510.00004" } })
  expect(JSON.stringify(pane())).toContain(words.exporting.cite.button)
})
