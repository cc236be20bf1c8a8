/** `/setup/CHANNEL`: the form of a channel's daily post, as the core gives it and takes it. */
import type { Context, Hono } from "hono"
import type { Actor } from "../../../src/vocabulary/actor.ts"
import type { Card, PackedArguments, Text } from "../../../src/vocabulary/card.ts"
import type { Reply } from "../../../src/vocabulary/command.ts"
import { words } from "../../../src/words/words.ts"
import { lostToHtml, reloadToHtml } from "../page-html.ts"
import { actorOf, memberFor, type RouteServices, readerOf, readValues, requireChannel } from "../request.ts"
import { framed, pageFor } from "../shell-html.ts"
import { type Html, written } from "../text-html.ts"
import { isOff, notYoursToHtml, setUpToHtml } from "./setup-html.ts"

const command = "setup"
/** A page has room for each day. */
const sheet = "each"
const steps: ReadonlySet<string> = new Set(["preview", "test", "save", "off", "pause", "resume"])

export function addSetUpRoutes(app: Hono, services: RouteServices): void {
  app.get("/setup/:channel", (c) => answer(c, services, { place: c.req.param("channel") }, undefined))
  app.post("/setup/:channel", async (c) => {
    const { values, step, day } = await readSetUp(c)
    return answer(c, services, values, steps.has(step) ? step : "preview", day)
  })
  app.get("/setup/:channel/offers", async (c) => {
    const actor = actorIn(c, services)
    if (actor === undefined) return c.json([])
    const [option, text] = [c.req.query("option") ?? "", (c.req.query("text") ?? "").slice(0, 60)]
    const found = await services.bot.suggest({ actor, command, option, text, values: {} })
    return c.json(found.map(({ value }) => value))
  })
}

/** What was filled in, laid over what the form carries; several ticks are one value with commas. */
async function readSetUp(c: Context) {
  const { call = "{}", do: step = "preview", day = "0", ...fields } = await readValues(c)
  const values: PackedArguments = { ...readCall(call), ...fields }
  // A browser says nothing of boxes of which none is ticked.
  const hasNoDay = values.sheet === sheet && values.days === undefined
  return { values: hasNoDay ? { ...values, days: "none" } : values, step, day }
}

/** What the form carried. The core checks everything in it. */
function readCall(json: string): PackedArguments {
  try {
    const read: unknown = JSON.parse(json)
    if (typeof read !== "object" || read === null) return {}
    const { do: _, ...rest } = Object.fromEntries(
      Object.entries(read).map(([name, value]) => [name, String(value)]),
    )
    return rest
  } catch {
    return {}
  }
}

async function answer(
  c: Context,
  services: RouteServices,
  values: PackedArguments,
  step: string | undefined,
  day = "0",
): Promise<Response> {
  const channel = c.req.param("channel") ?? ""
  if (!services.channels.some(({ id }) => id === channel))
    return c.html(lostToHtml(words.web.lost.channel), 404)
  const actor = actorIn(c, services)
  if (actor === undefined) return c.html(written(reloadToHtml()))
  const dispatch = (typed: PackedArguments) =>
    services.bot.dispatch({ actor, input: { kind: "typed", command, values: typed } })
  const sent = step !== undefined && step !== "preview" ? await dispatch(stepOf(step, values)) : undefined
  const isPause = step === "pause" || step === "resume"
  const isDone = sent !== undefined && sent.failure === undefined && step !== "test"
  const opened = isPause ? whichOf(values) : isDone ? { place: values.place ?? channel } : values
  const form = await services.bot.form({
    actor,
    input: { kind: "typed", command, values: { ...opened, sheet } },
  })
  if (form === undefined) return page(c, services, channel, notYoursToHtml(), 403)
  const typed = step === undefined ? { place: String(opened.place ?? channel) } : opened
  const preview = await dispatch({ ...typed, do: "preview", sheet, day })
  // Of a pause that began or ended the form's note tells.
  const outcome: Card | undefined = sent?.form === undefined && !(isPause && isDone) ? sent?.card : undefined
  const pause = form.actions?.some(isOff)
    ? { panel: (await dispatch(whichOf({ place: channel, ...opened }))).card, error: errorOf(sent) }
    : undefined
  const shown = {
    channel,
    channels: services.channels,
    form,
    preview: preview.card,
    ...(outcome && { outcome }),
    ...(pause && { pause }),
  }
  return page(c, services, channel, setUpToHtml(shown), sent?.failure === "user" ? 422 : 200)
}

/** Turning off and pausing are about what is saved, whatever was typed. */
function stepOf(step: string, values: PackedArguments): PackedArguments {
  if (step === "save" || step === "test") return { ...values, do: step }
  const { until = "" } = values
  return { ...whichOf(values), ...(step === "pause" && { until }), do: step }
}

/** Which post of which channel. */
function whichOf({ place, post }: PackedArguments): PackedArguments {
  return { ...(place !== undefined && { place }), ...(post !== undefined && { post }) }
}

/** What is wrong with the end of a pause. */
function errorOf(sent: Reply | undefined): Text | undefined {
  return sent?.form?.fields.find(({ name }) => name === "until")?.error
}

function actorIn(c: Context, services: RouteServices): Actor | undefined {
  const { id: channel } = requireChannel(services, c.req.param("channel") ?? "")
  const member = memberFor(c, services)
  return member && actorOf(c, member, { channel }, services)
}

async function page(
  c: Context,
  services: RouteServices,
  channel: string,
  main: Html,
  status: 200 | 403 | 422,
): Promise<Response> {
  const member = memberFor(c, services)
  if (member === undefined) return c.html(written(reloadToHtml()))
  const { channels } = services
  const title = words.web.setup.pageTitle(channel)
  const papers = await services.library.count()
  const frame = framed({ title, current: "channels", channel, channels, papers, main })
  const reader = await readerOf(c, services, { member, cursor: services.feed.cursor() })
  return c.html(pageFor(frame, reader), status)
}
