/** What takes longer than a second says so: forms, what is pressed in them, and answers that change in place. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

beforeAll(async () => {
  stage = await openSlackStage("socket")
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

function aChannel(): Spot {
  const at = stage.at("Admin")
  return {
    ...at,
    channel: addChannel(stage.twin.world, at.workspace, { name: "side", creator: at.person.id }),
  }
}

/** Keeps what the core is asked next waiting until the given function is called. */
function holding(what: "form" | "dispatch"): () => void {
  const { bot } = stage.bot
  const real = { form: bot.form, dispatch: bot.dispatch }
  const { promise, resolve } = Promise.withResolvers<void>()
  Object.assign(bot, {
    [what]: async (...given: Parameters<typeof bot.form>) => {
      await promise
      return real[what](...given)
    },
  })
  return () => {
    Object.assign(bot, real)
    resolve()
  }
}

const shownTo = (at: Spot) => JSON.stringify(stage.twin.form(at.person) ?? "")
const comesTo = (at: Spot, said: string) =>
  stage.waitFor(`a form with "${said}"`, () => shownTo(at).includes(said))
const sees = (at: Spot, said: string) =>
  stage.waitFor(`"${said}"`, () =>
    stage.twin.sees(at).findLast((message) => message.botId && JSON.stringify(message).includes(said)),
  )

it("a form comes in the place of the sign that it is coming", async () => {
  const at = aChannel()
  const letGo = holding("form")
  await stage.twin.slash(at, "setup")
  await comesTo(at, words.slack.form.waiting)
  letGo()
  await stage.waitFor("the form", () => stage.twin.form(at.person)?.callback_id === "form setup")
  stage.twin.closeForm(at)
})

it("a form that is not for this member leaves a window that says where the answer is", async () => {
  const at = { ...aChannel(), person: stage.at("Ben").person }
  const letGo = holding("form")
  await stage.twin.slash(at, "setup")
  await comesTo(at, words.slack.form.waiting)
  letGo()
  await comesTo(at, words.slack.form.elsewhere)
  await stage.waitFor("the answer", () => stage.twin.sees(at).find(({ botId }) => botId))
  stage.twin.closeForm(at)
})

it("a command without a form opens no window, however long it takes", async () => {
  const at = aChannel()
  const letGo = holding("dispatch")
  await stage.twin.slash(at, "show 2510.00004")
  await sees(at, words.slack.members.moment)
  expect(stage.twin.form(at.person)).toBeUndefined()
  letGo()
  await sees(at, "Sheet Music")
})

it("a private answer that changes in place shows the sign there, and then the answer", async () => {
  const at = aChannel()
  await stage.twin.slash(at, "random")
  const another = words.commands.random.another
  const first = await sees(at, another)
  const letGo = holding("dispatch")
  await stage.twin.click(at, first, another)
  const waiting = await sees(at, words.slack.members.moment)
  letGo()
  await sees(at, another)
  expect(waiting.ts).toBe(first.ts)
})

it("a button of a form shows the sign above the fields, which stay until what comes is there", async () => {
  const at = aChannel()
  await stage.twin.slash(at, "setup")
  await stage.waitFor("the form", () => stage.twin.form(at.person))
  await stage.twin.submit(at, { time: "08:15" })
  await sees(at, "8:15")
  await stage.twin.slash(at, "setup")
  await comesTo(at, words.setup.buttons.off)
  const fields = stage.twin.form(at.person)?.blocks
  const letGo = holding("dispatch")
  await stage.twin.clickForm(at, words.setup.buttons.off)
  await comesTo(at, words.slack.form.waiting)
  expect(stage.twin.form(at.person)?.blocks).toEqual(
    expect.arrayContaining(Array.isArray(fields) ? fields : []),
  )
  letGo()
  await stage.waitFor("the answer", () => !shownTo(at).includes(words.slack.form.waiting))
  expect(shownTo(at)).not.toContain(words.setup.buttons.off)
  stage.twin.closeForm(at)
})

it("the home page says that it is on its way, and shows the sign below a button that takes long", async () => {
  const at = { ...aChannel(), person: stage.at("Ben").person }
  const home = () => JSON.stringify(at.workspace.homes.get(at.person.id) ?? "")
  const shows = (said: string, is = true) =>
    stage.waitFor(`the home page ${is ? "with" : "without"} "${said}"`, () => home().includes(said) === is)
  const { moment } = words.slack.members
  const opened = holding("dispatch")
  await stage.twin.openApp(at, "home")
  await shows(moment)
  opened()
  await shows(words.cards.home.channels)
  expect(home()).not.toContain(moment)
  const pressed = holding("dispatch")
  await stage.twin.clickHome(at, words.cards.paper.buttons.upvote)
  await shows(moment)
  expect(home()).toContain(words.cards.home.channels)
  pressed()
  await shows(moment, false)
})
