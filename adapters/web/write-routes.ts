/** What members send: text, button presses, votes, a name. Each answers with what to do next, or with a toast's text. */
import type { Context, Hono } from "hono"
import { textOf } from "../../src/rendering/inline.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import { words } from "../../src/words/words.ts"
import { answerBack } from "./back.ts"
import { cleanName, longestName, newMember, renameMember } from "./member.ts"
import { longestText } from "./options.ts"
import { paperPath } from "./reading/addresses.ts"
import {
  actorOf,
  type Form,
  type RouteServices,
  readForm,
  readPress,
  refused,
  requireChannel,
  requireMember,
} from "./request.ts"

/** Longer ids and keys are not ours. */
const longestId = 100
const longestPress = 4000
/** Of the name field, before it is cleaned. */
const longestGivenName = 4000

/** Adds the routes that change something. */
export function addWriteRoutes(app: Hono, services: RouteServices): void {
  const { room } = services
  app.post("/say", async (c) => {
    const { form, actor } = await readRequest(c, services)
    const text = form.text("text", longestText).trim()
    return c.json(await room.say(actor, text, form.text("key", longestId)))
  })
  app.post("/press", async (c) => {
    const { form, actor, on } = await readRequest(c, services)
    return c.json(await room.press(actor, readPress(form.text("press", longestPress)), on))
  })
  for (const [path, change] of [
    ["/vote", room.vote],
    ["/save", room.save],
  ] as const)
    app.post(path, async (c) => {
      const { form, actor } = await readRequest(c, services)
      const toggled = form.maybe("toggle", longestId)
      const problem = toggled
        ? await change(actor, toggled, "toggle")
        : await change(actor, form.text("paper", longestId), form.maybe("on", 1) === "1" ? "on" : "off")
      return problem === undefined ? answerBack(c) : c.text(textOf(problem.title), 422)
    })
  app.post("/dismiss", async (c) => {
    const { actor, on } = await readRequest(c, services)
    if (on) await room.dismiss(actor, on)
    return c.json({})
  })
  app.post("/discuss", async (c) => {
    const { form, actor } = await readRequest(c, services)
    const text = form.maybe("text", longestText)?.trim()
    const paper = form.text("paper", longestId)
    const problem = await room.discuss(actor, paper, text)
    return problem === undefined
      ? answerBack(c, `${paperPath(paper)}#discussion`)
      : c.text(textOf(problem.title), 422)
  })
  app.post("/share", async (c) => {
    const { form, actor } = await readRequest(c, services)
    const problem = await room.share(actor, form.text("paper", longestId))
    return problem === undefined
      ? answerBack(c, `/channels/${actor.place}`)
      : c.text(textOf(problem.title), 422)
  })
  addMemberRoutes(app, services)
}

function addMemberRoutes(app: Hono, services: RouteServices): void {
  app.post("/member", async (c) => {
    requireMember(c, services)
    renameMember(c, nameOf(await readForm(c)), services)
    return answerBack(c)
  })
  app.post("/member/new", (c) => {
    requireMember(c, services)
    newMember(c, services)
    return answerBack(c)
  })
}

function nameOf(form: Form): string {
  const given = form.text("name", longestGivenName).trim()
  const length = [...given].length
  if (length > longestName) throw refused(words.web.refusals.nameTooLong(length, longestName))
  const name = cleanName(given)
  if (name === undefined) throw refused(words.web.refusals.emptyName)
  return name
}

type FormRequest = {
  readonly form: Form
  readonly actor: Actor
  /** The message that the form points at, when the actor can see it in that channel. */
  readonly on: ChatMessage | undefined
}

async function readRequest(c: Context, services: RouteServices): Promise<FormRequest> {
  const member = requireMember(c, services)
  const form = await readForm(c)
  const channel = requireChannel(services, form.maybe("channel", longestId) ?? services.channels[0]?.id ?? "")
  const thread = form.maybe("thread", longestId)
  if (thread !== undefined) await checkThread(services, channel.id, thread)
  const actor = actorOf(c, member, { channel: channel.id, thread }, services)
  return { form, actor, on: await messageOf(form, actor, services) }
}

async function checkThread({ chat }: RouteServices, channel: string, thread: string): Promise<void> {
  const root = await chat.get(thread)
  const open = root?.channel === channel && root.thread === undefined && root.onlyFor === undefined
  if (!open) throw refused(words.web.refusals.threadGone)
}

async function messageOf(
  form: Form,
  actor: Actor,
  { chat }: RouteServices,
): Promise<ChatMessage | undefined> {
  const id = form.maybe("message", longestId)
  const message = id === undefined ? undefined : await chat.get(id)
  const isVisible = message?.onlyFor === undefined || message.onlyFor === actor.member
  return message?.channel === actor.place && isVisible ? message : undefined
}
