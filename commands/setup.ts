import { anotherTime, customDays, type Panel, setUpCard } from "../src/cards/setup-card.ts"
import { isWholeSheet, type Sheet, setUpForm } from "../src/cards/setup-form.ts"
import {
  endedCard,
  previewCard,
  problemsCard,
  savedCard,
  testCard,
  writeInsteadCard,
} from "../src/cards/setup-outcome.ts"
import type { Calls } from "../src/vocabulary/calls.ts"
import type { Card, PackedArguments } from "../src/vocabulary/card.ts"
import type { DraftProblem } from "../src/vocabulary/channels.ts"
import { type Answer, type Context, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { words } from "../src/words/words.ts"
import { deliveredAnswer } from "./deliver.ts"
import { nameNotes } from "./names-meant.ts"

const said = words.setup
const { options: about } = words.commands.channel

const steps = ["preview", "test", "save", "off", "fill", "move", "pause", "resume", "remove", "post"] as const
const sheetNames = ["more", "days", "time", "arxiv", "search", "tags", "pause", "all", "each"] as const
const text = (description: string) => ({ kind: "text", description }) as const

const options = {
  do: { kind: "choice", description: about.do, choices: steps.map((value) => ({ value, label: value })) },
  sheet: {
    kind: "choice",
    description: said.buttons.more,
    choices: sheetNames.map((value) => ({ value, label: value })),
  },
  place: text(said.channel),
  post: text(said.posts),
  until: text(said.until),
  day: text(said.buttons.preview),
  time: text(about.time),
  days: text(about.days),
  cron: text(about.cron),
  zone: { kind: "text", suggest: "zone", description: about.zone },
  list: text(about.list),
  arxiv: text(about.arxiv),
  search: text(about.search),
  name: text(about.name),
  filter: text(about.filter),
  budget: text(about.budget),
  form: text(about.form),
  empty: text(about.empty),
  early: text(about.early),
  late: text(about.late),
  mention: text(about.mention),
  publish: text(about.publish),
  tags: text(about.tags),
} as const

type SetUpCall = Calls["setup"]

export const setup = defineCommand({
  name: "setup",
  description: said.description,
  options,
  hidesOptions: true,
  group: "admin",
  visibility: "private",
  surface: "chat",
  usesPermissions: true,
  needs: "library",
  changes: true,
  form: setUpSheet,
  examples: ["setup"],
  run,
})

async function setUpSheet(values: PackedArguments, context: Context): Promise<Form | undefined> {
  const call = values as SetUpCall
  const sheet = sheetOf(call)
  if (sheet === undefined || !(await mayManage(call, context))) return undefined
  return setUpForm(sheet, await panelOf(withoutOpeners(call), context), call.until)
}

/** The form that a call asks for: named, by a choice that needs one, or where nothing is given all of it. */
function sheetOf(call: SetUpCall): Sheet | undefined {
  if (call.do !== undefined) return undefined
  if (call.sheet !== undefined) return call.sheet
  if (call.time === anotherTime) return "time"
  if (call.days === customDays) return "days"
  if (call.list === "arxiv" && call.arxiv === undefined) return "arxiv"
  if (call.list === "search" && call.search === undefined) return "search"
  return settingsIn(call) === 0 ? "all" : undefined
}

function settingsIn(call: SetUpCall): number {
  const { do: _step, sheet: _sheet, place: _place, post: _post, until: _until, day: _day, ...settings } = call
  return Object.values(settings).filter((value) => value !== undefined).length
}

/** What a choice that opens a form stands for is not known before that is filled in. */
function withoutOpeners(call: SetUpCall): SetUpCall {
  const { time, days, ...rest } = call
  return {
    ...rest,
    ...(time !== anotherTime && { time }),
    ...(days !== customDays && { days }),
  }
}

async function run(call: SetUpCall, context: Context): Promise<Card | Answer> {
  const { schedules } = context
  if (!(await mayManage(call, context))) throw notTheirs(call, context)
  const sheet = sheetOf(call)
  const isForm = sheet !== undefined && !isWholeSheet(sheet)
  const panel = await panelOf(isForm ? withoutOpeners(call) : call, context)
  if (isForm) return writeInsteadCard(panel)
  if (panel.problems.length > 0) return refused(call.sheet ?? "all", panel, call.until)
  switch (call.do) {
    case undefined:
    case "fill":
    case "move":
      return setUpCard(panel)
    case "preview":
      return previewCard(
        panel,
        await schedules.setUp.preview(panel.subscription, previewedDays),
        await nameNotes(panel.subscription, context.library),
        Number(call.day ?? 0),
      )
    case "test":
      return testCard(panel, await schedules.setUp.sendTest(context.actor, panel))
    case "save":
      return saved(panel, context)
    case "off":
      return turnedOff(panel, context)
    case "pause":
      return paused(call, panel, context)
    case "resume":
      return panelAfter(call, await schedules.pause(savedOf(panel), undefined), context)
    case "remove":
      await schedules.setUp.remove(savedOf(panel))
      return endedCard(panel, "removed")
    case "post": {
      const target = { ...context.actor, place: panel.place.id }
      return deliveredAnswer(await schedules.deliverNow(target), context)
    }
    default:
      return call.do satisfies never
  }
}

function mayManage({ place }: SetUpCall, { actor, schedules }: Context): Promise<boolean> {
  return schedules.setUp.mayManage(actor, place ?? actor.place)
}

function notTheirs({ place }: SetUpCall, { actor }: Context): UserError {
  const { adminsOnly, adminsOnlyHint } = words.commands.channel
  const isHere = place === undefined || place === actor.place
  return isHere
    ? new UserError("admins-only", adminsOnly, { hint: adminsOnlyHint })
    : new UserError("not-yours", said.notYours, { hint: said.notYoursHint })
}

async function panelOf(call: SetUpCall, { actor, schedules, timeZone }: Context): Promise<Panel> {
  const { do: step, sheet: _sheet, place = actor.place, post, until: _until, day: _day, ...settings } = call
  const given = Object.entries(settings).filter(([, value]) => value !== undefined && value !== "")
  const what = {
    place,
    values: Object.fromEntries(given),
    ...(post !== undefined && step !== "move" && { post }),
  }
  const opened = await schedules.setUp.opened(actor, { ...what, isMoved: step === "move" }, timeZone)
  const where = { community: actor.community, place }
  return {
    ...opened,
    post: opened.saved?.id ?? (opened.posts.length === 0 ? "first" : "new"),
    nextMoments: await schedules.setUp.nextMoments(opened.subscription, nextShown),
    missingPermissions: await schedules.missingPermissions(where),
  }
}

const nextShown = 2
const previewedDays = 3

/** What is wrong, at each field: the form again where the platform can show it, else a card that opens it. */
function refused(sheet: Sheet, panel: Panel, until?: string): Answer {
  return { card: problemsCard(panel, sheet, until), form: setUpForm(sheet, panel, until), failure: "user" }
}

async function saved(panel: Panel, context: Context): Promise<Card | Answer> {
  const { schedules, actor } = context
  try {
    const subscription = await schedules.saveSetUp(panel)
    const toPost = { community: actor.community, place: panel.place.id, toPost: true }
    const canPost = (await schedules.missingPermissions(toPost)).length === 0
    return savedCard({ ...panel, subscription, saved: subscription, post: subscription.id }, canPost)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return refused("days", { ...panel, problems: [{ field: error.field ?? "days", error }] })
  }
}

async function turnedOff(panel: Panel, { schedules }: Context): Promise<Card> {
  await schedules.setUp.turnOff(savedOf(panel))
  return endedCard(panel, "off")
}

async function paused(call: SetUpCall, panel: Panel, context: Context): Promise<Card | Answer> {
  const { schedules } = context
  const subscription = savedOf(panel)
  try {
    const until = schedules.setUp.pauseEnd(call.until ?? "", subscription.timeZone)
    return await panelAfter(call, await schedules.pause(subscription, until), context)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const problem: DraftProblem = { field: "until", error }
    return refused("pause", { ...panel, problems: [problem] }, call.until)
  }
}

/** The panel with what was just changed, whatever else had been typed. */
async function panelAfter({ place, post }: SetUpCall, _done: unknown, context: Context): Promise<Card> {
  return setUpCard(
    await panelOf({ ...(place !== undefined && { place }), ...(post !== undefined && { post }) }, context),
  )
}

function savedOf({ saved }: Panel) {
  if (saved !== undefined) return saved
  throw new UserError("post-gone", said.gone, { hint: said.goneHint })
}
