/** A channel's daily post, set up in Slack's form; and people of other companies in shared channels. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { asJson, type Json } from "../../twins/slack/block-rules.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, addPerson } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage
const group = { id: "S0PAPERS", handle: "readers", name: "Paper readers" }

beforeAll(async () => {
  stage = await openSlackStage("socket")
  stage.twin.workspace.userGroups.set(group.id, group)
  stage.at("Admin").person.timeZone = "Asia/Tokyo"
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

function aChannel(): Spot {
  const at = stage.at("Admin")
  const { world, workspace } = stage.twin
  return { ...at, channel: addChannel(world, workspace, { name: "side", creator: at.person.id }) }
}

async function openSetup(at: Spot): Promise<Json> {
  await stage.twin.slash(at, "setup")
  return stage.waitFor("the form", () => stage.twin.form(at.person))
}

const blocksOf = ({ blocks }: Json) => (Array.isArray(blocks) ? blocks.map(asJson) : [])
const fieldOf = (view: Json, name: string) => {
  const block = blocksOf(view).find(({ block_id: id }) => id === name)
  return block && asJson(block.element)
}
/** Chooses what to post; gives the form as it is then. */
async function chooseList(at: Spot, value: string, filled: Readonly<Record<string, string>>): Promise<Json> {
  const before = stage.twin.form(at.person) ?? {}
  const block = blocksOf(before).findIndex(({ block_id: id }) => id === "list")
  await stage.twin.pressAt(at, "form", { block, place: -1, value }, { ...filled, list: value })
  const isChosen = (view: Json) =>
    JSON.stringify(fieldOf(view, "list")?.initial_option).includes(`"${value}"`)
  return stage.waitFor("the other fields", () => [stage.twin.form(at.person) ?? {}].find(isChosen))
}

const saved = async (at: Spot) =>
  (await stage.bot.stores.subscriptions.ofPlace(`slack:${at.workspace.id}`, at.channel.id))[0]

describe("the form of a daily post", () => {
  it("asks by pickers, and knows the channel and the time zone of the member's profile", async () => {
    const at = aChannel()
    const view = await openSetup(at)
    expect(fieldOf(view, "place")).toMatchObject({
      ...{ type: "conversations_select", initial_conversation: at.channel.id },
    })
    expect(fieldOf(view, "time")).toMatchObject({ type: "timepicker", initial_time: "09:00" })
    expect(JSON.stringify(fieldOf(view, "zone"))).toContain("Asia/Tokyo")
    expect(fieldOf(view, "form")).toMatchObject({ type: "radio_buttons" })
    stage.twin.closeForm(at)
  })

  it("marks a wrong filter at its field, keeps the form, and saves it when it is right", async () => {
    const at = aChannel()
    const view = await openSetup(at)
    const ack = await stage.twin.submit(at, { filter: "has:banana", time: "08:15" })
    const { errors, response_action: action } = ack.ok ? asJson(ack.body) : {}
    expect(action).toBe("errors")
    expect(Object.keys(asJson(errors))).toEqual(["filter"])
    expect(stage.twin.form(at.person)).toEqual(view)
    await stage.twin.submit(at, { filter: "has:code", time: "08:15", mention: group.id })
    await expect
      .poll(() => saved(at))
      .toMatchObject({
        ...{
          active: true,
          schedule: expect.stringMatching(/^15 8 /),
          timeZone: "Asia/Tokyo",
          filter: "has:code",
        },
        mention: group.id,
      })
    expect(stage.twin.form(at.person)).toBeUndefined()
  })

  it("shows a preview above itself, and is there again behind it", async () => {
    const at = aChannel()
    const view = await openSetup(at)
    await stage.twin.clickForm(at, words.setup.buttons.preview, { budget: "3" })
    await stage.waitFor("the preview", () => stage.twin.form(at.person)?.callback_id === "card")
    stage.twin.closeForm(at)
    expect(stage.twin.form(at.person)).toEqual(view)
    stage.twin.closeForm(at)
    expect(at.channel.messages).toEqual([])
  })

  it("asks for a search only when one is to be posted, and keeps what was typed", async () => {
    const at = aChannel()
    const view = await openSetup(at)
    expect(fieldOf(view, "search")).toBeUndefined()
    const searched = await chooseList(at, "search", { budget: "3" })
    expect(fieldOf(searched, "budget")).toMatchObject({ initial_value: "3" })
    const listed = await chooseList(at, "week", { search: "diffusion", budget: "3" })
    expect(fieldOf(listed, "search")).toBeUndefined()
    const again = await chooseList(at, "search", { budget: "3" })
    expect(fieldOf(again, "search")).toMatchObject({ initial_value: "diffusion" })
    await stage.twin.submit(at, { list: "search" })
    await expect
      .poll(() => saved(at))
      .toMatchObject({ budget: 3, content: { kind: "query", text: "diffusion" } })
  })

  it("posts the list that is chosen in the end, whatever search was typed before", async () => {
    const at = aChannel()
    await openSetup(at)
    await chooseList(at, "search", {})
    await chooseList(at, "week", { search: "diffusion" })
    await stage.twin.submit(at, { list: "week" })
    await expect.poll(() => saved(at)).toMatchObject({ list: "week", content: { kind: "list" } })
  })

  it("is not offered to who may not set up the channel", async () => {
    const at = { ...aChannel(), person: stage.at("Ben").person }
    await stage.twin.slash(at, "setup")
    await stage.waitFor("the answer", () => stage.twin.sees(at).find(({ botId }) => botId))
    expect(stage.twin.form(at.person)).toBeUndefined()
  })
})

describe("who adds the bot to a channel", () => {
  it.each([
    ["a member", "Ben", words.commands.channel.nothingMember],
    ["an admin", "Admin", words.cards.welcome.setUp],
  ] as const)("is told in private how a daily post is set up: %s", async (_, name, said) => {
    const at = { ...aChannel(), person: stage.at(name).person }
    at.channel.members.add(at.person.id)
    await stage.twin.invite(at)
    const told = await stage.waitFor("the answer", () => at.channel.messages.find(({ botId }) => botId))
    expect(told.onlyFor).toBe(at.person.id)
    expect(JSON.stringify(told)).toContain(words.commands.channel.nothing)
    expect(JSON.stringify(told)).toContain(said)
  })
})

describe("a member of another company in a shared channel", () => {
  it("votes in the community of the workspace that has the bot", async () => {
    const at = aChannel()
    const { world, workspace } = stage.twin
    const stranger = addPerson(world, workspace, "Cleo", true, "T-elsewhere")
    at.channel.members.add(stranger.id)
    await stage.twin.slash(at, "show 2510.00002")
    const post = await stage.waitFor("the paper", () => at.channel.messages.find(({ botId }) => botId))
    await stage.twin.click({ ...at, person: stranger }, post, words.cards.paper.buttons.upvote)
    const votes = () => stage.bot.stores.votes.tallies(`slack:${workspace.id}`, ["2510.00002"])
    await expect.poll(async () => (await votes()).get("2510.00002")).toBe(1)
  })
})
