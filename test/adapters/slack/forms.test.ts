/** Forms: what is easier filled in than typed on a line. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { realClock } from "../../real-clock.ts"
import { asJson } from "../../twins/slack/block-rules.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, type Message } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

beforeAll(async () => {
  stage = await openSlackStage("http")
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

function aChannel(options: { withBot?: boolean } = {}, who: "Ada" | "Admin" = "Ada"): Spot {
  const at = stage.at(who)
  const creator = stage.at("Admin").person.id
  const channel = addChannel(stage.twin.world, stage.twin.workspace, { name: "side", ...options, creator })
  channel.members.add(at.person.id)
  return { ...at, channel }
}

const sees = (at: Spot, said: string): Promise<Message> =>
  stage.waitFor(`"${said}" for ${at.person.name}`, () =>
    stage.twin.sees(at).findLast((message) => message.botId && JSON.stringify(message).includes(said)),
  )

async function openForm(at: Spot, line: string) {
  const before = stage.twin.form(at.person)
  await stage.twin.slash(at, line)
  return stage.waitFor("the form", () => {
    const form = stage.twin.form(at.person)
    return form !== before && form
  })
}

/** Sends a form with something wrong in it: what is marked, at which fields. */
async function wrong(at: Spot, values: Readonly<Record<string, string>>) {
  const ack = await stage.twin.submit(at, values)
  const body = ack.ok ? asJson(ack.body) : {}
  expect(body.response_action).toBe("errors")
  expect(stage.twin.form(at.person)).toBeDefined()
  return { errors: asJson(body.errors) }
}

const fieldsOf = (view: Readonly<Record<string, unknown>>) =>
  (Array.isArray(view.blocks) ? view.blocks : []).map(asJson).map((block) => ({
    name: block.block_id,
    type: asJson(block.element).type,
  }))

/** What the fields of a form say before anybody touches them. */
const filledOf = (view: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    (Array.isArray(view.blocks) ? view.blocks : []).map(asJson).map((block) => {
      const { initial_value, initial_option } = asJson(block.element)
      return [block.block_id, initial_value ?? asJson(initial_option).value]
    }),
  )

describe("the form of a search", () => {
  it("has a field for each option, each as it is best filled in", async () => {
    const at = aChannel()
    const fields = fieldsOf(await openForm(at, "search"))
    expect(fields).toContainEqual({ name: "author", type: "external_select" })
    expect(fields).toContainEqual({ name: "upvotes", type: "number_input" })
    expect(fields).toContainEqual({ name: "with-code", type: "checkboxes" })
    expect(fields).toContainEqual({ name: "sort", type: "static_select" })
    expect(fields).toContainEqual({ name: "after", type: "plain_text_input" })
    await stage.twin.submit(at, { query: "birdsong" })
  })

  it("suggests while one types: the words as typed, papers, authors", async () => {
    const at = aChannel()
    await openForm(at, "search")
    expect(await stage.twin.typeInto(at, "query", "birdsong")).toEqual([
      "birdsong",
      expect.stringContaining("A Small Language Model of Birdsong"),
    ])
    expect(await stage.twin.typeInto(at, "author", "okafo")).toContainEqual(
      expect.stringContaining("Ada Okafor"),
    )
    await stage.twin.submit(at, { query: "birdsong" })
  })

  it("is answered in private, as the command says", async () => {
    const at = aChannel()
    await openForm(at, "search")
    await stage.twin.submit(at, { query: "attention", upvotes: "8", sort: "upvotes" })
    const answer = await sees(at, "Sparse Attention That Remembers")
    expect(answer.onlyFor).toBe(at.person.id)
    expect(JSON.stringify(answer.blocks)).not.toContain("Attention in the Dark")
  })

  it("opened where the bot is not in the channel is answered there all the same", async () => {
    const at = aChannel({ withBot: false })
    await openForm(at, "search")
    await stage.twin.submit(at, { query: "birdsong" })
    expect((await sees(at, "A Small Language Model")).onlyFor).toBe(at.person.id)
  })

  it("sent empty asks for a word at its first field, and tells nobody else", async () => {
    const at = aChannel()
    await openForm(at, "search")
    const { errors } = await wrong(at, {})
    expect(Object.keys(errors)).toEqual(["query"])
    expect(at.channel.messages).toEqual([])
    await stage.twin.submit(at, { query: "birdsong" })
    await sees(at, "A Small Language Model")
  })

  it("with a date that is none is told at its field what dates look like, and nothing typed is lost", async () => {
    const at = aChannel()
    await openForm(at, "search")
    const { errors } = await wrong(at, { query: "birdsong", after: "the day before" })
    expect(errors).toEqual({ after: expect.stringContaining("the day before") })
    expect(at.channel.messages).toEqual([])
    await stage.twin.submit(at, { query: "birdsong" })
    await sees(at, "A Small Language Model")
  })

  it("that takes long to answer closes in time, and a failure is then told to who sent it alone", async () => {
    const at = aChannel()
    await openForm(at, "search")
    const { bot } = stage.bot
    const { dispatch } = bot
    const slow: typeof dispatch = (invocation) => realClock.wait(2_300).then(() => dispatch(invocation))
    Object.assign(bot, { dispatch: slow })
    const ack = await stage.twin.submit(at, { query: "birdsong", after: "the day before" })
    Object.assign(bot, { dispatch })
    expect(ack).toEqual({ ok: true, body: { response_action: "clear" } })
    expect((await sees(at, "the day before")).onlyFor).toBe(at.person.id)
  })

  it("that opens too late is told to who asked", async () => {
    const at = aChannel()
    stage.twin.breaks.next("views.open", { kind: "error", error: "expired_trigger_id" })
    await stage.twin.slash(at, "search")
    const [late, hint] = words.slack.refusals.expired_trigger_id ?? []
    expect((await sees(at, String(late))).text).toContain(hint)
  })
})

describe("the form of a channel's settings", () => {
  it("rehearses for an admin, and saves at a press", async () => {
    const at = aChannel({}, "Admin")
    await openForm(at, "channel")
    expect((await wrong(at, { zone: "Atlantis/Capital" })).errors).toHaveProperty("zone")
    await stage.twin.submit(at, { time: "09:30", days: "weekdays", zone: "Europe/Berlin", votes: "5" })
    const rehearsal = await stage.waitFor("the rehearsal", () =>
      // What the lists brought comes later, in the place of the first answer.
      stage.twin.sees(at).findLast(({ edited, blocks }) => edited && JSON.stringify(blocks).includes("Save")),
    )
    await stage.twin.click(at, rehearsal, "Save")
    const community = `slack:${at.workspace.id}`
    await stage.waitFor("the answer", () => !rehearsal.text.includes(words.commands.channel.preview))
    const [saved] = await stage.bot.stores.subscriptions.ofPlace(community, at.channel.id)
    expect(saved).toMatchObject({ active: true, timeZone: "Europe/Berlin", schedule: "30 9 * * 1-5" })
  })

  it("opens with what the channel would get, so that one press rehearses it", async () => {
    const at = aChannel({}, "Admin")
    expect(filledOf(await openForm(at, "channel"))).toMatchObject({
      ...{ time: "09:00", days: "daily", zone: "UTC", filter: "none", budget: "5", form: "messages" },
    })
    await stage.twin.submit(at, {})
    expect((await sees(at, words.commands.channel.preview)).onlyFor).toBe(at.person.id)
  })

  it("opens with what the channel gets, and what is not touched stays", async () => {
    const at = aChannel({}, "Admin")
    const given = "time:17:30 days:mon-thu zone:Asia/Tokyo list:week votes:5 budget:9 do:save"
    await stage.twin.slash(at, `channel ${given}`)
    await sees(at, words.commands.channel.saved)
    const kept = { zone: "Asia/Tokyo", list: "week", filter: "upvotes:>=5" }
    expect(filledOf(await openForm(at, "channel"))).toMatchObject({ ...kept, time: "17:30", budget: "9" })
    await stage.twin.submit(at, { do: "save", budget: "3" })
    const community = `slack:${at.workspace.id}`
    await expect
      .poll(() => stage.bot.stores.subscriptions.ofPlace(community, at.channel.id))
      .toMatchObject([{ schedule: "30 17 * * 1,2,3,4", list: "week", filter: "upvotes:>=5", budget: 3 }])
  })

  it("is not offered to who may not change them: they are told what the channel gets", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "channel")
    expect((await sees(at, words.commands.channel.nothingMember)).onlyFor).toBe(at.person.id)
    expect(stage.twin.form(at.person)).toBeUndefined()
  })
})
