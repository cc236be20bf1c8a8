/** What can be sent: words, button presses, votes, a name. Each answers with what to do next, or words for a toast. */
import type { Context, Hono } from "hono"
import { textOf } from "../../src/rendering/inline.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { ChatMessage } from "../../src/vocabulary/community-stores.ts"
import type { AppParts } from "./app.ts"
import { actorOf, signedIn } from "./asking.ts"
import { type Form, readForm, readPress, refused } from "./form.ts"
import { cleanName, newMember, renameMember } from "./member.ts"
import { longestText } from "./page-html.ts"
import { channelNamed } from "./reading.ts"

/** Ids and keys are short; longer ones are not ours. */
const longestId = 100
const longestPress = 4000

type Sent = { readonly form: Form; readonly actor: Actor }

/** Adds the routes that change something. */
export function addSending(app: Hono, parts: AppParts): void {
  app.post("/say", async (c) => {
    const { form, actor } = await sent(c, parts)
    return c.json(
      await parts.room.say(actor, form.text("text", longestText).trim(), form.text("key", longestId)),
    )
  })
  app.post("/press", async (c) => {
    const { form, actor } = await sent(c, parts)
    const on = await messageOf(form, actor, parts)
    const press = readPress(form.text("press", longestPress))
    return c.json(await parts.room.press(actor, { ...press, ...(on ? { on } : {}) }))
  })
  app.post("/vote", async (c) => {
    const { form, actor } = await sent(c, parts)
    const on = await messageOf(form, actor, parts)
    const problem = await parts.room.vote(
      actor,
      form.text("paper", longestId),
      form.maybe("on", 1) === "1",
      on,
    )
    return problem === undefined ? c.json({}) : c.text(textOf(problem.title), 422)
  })
  app.post("/dismiss", async (c) => {
    const { form, actor } = await sent(c, parts)
    const message = await messageOf(form, actor, parts)
    if (message) await parts.room.dismiss(actor, message)
    return c.json({})
  })
  addMembers(app, parts)
}

function addMembers(app: Hono, parts: AppParts): void {
  const secure = parts.publicOrigin?.startsWith("https:") ?? false
  app.post("/member", async (c) => {
    signedIn(c)
    const name = cleanName((await readForm(c)).text("name", 200))
    if (name === undefined) throw refused("A name needs a letter or a digit: write another")
    renameMember(c, name, secure)
    return c.json({})
  })
  app.post("/member/new", (c) => {
    signedIn(c)
    newMember(c, secure)
    return c.json({})
  })
}

async function sent(c: Context, parts: AppParts): Promise<Sent> {
  const member = signedIn(c)
  const form = await readForm(c)
  const channel = channelNamed(parts, form.text("channel", longestId))
  const thread = form.maybe("thread", longestId)
  if (thread !== undefined) await checkThread(parts, channel.id, thread)
  return { form, actor: actorOf(c, member, { channel: channel.id, thread }, parts.publicOrigin) }
}

async function checkThread(parts: AppParts, channel: string, thread: string): Promise<void> {
  const root = await parts.chat.get(thread)
  const open = root?.channel === channel && root.thread === undefined && root.onlyFor === undefined
  if (!open) throw refused("This thread is gone: close it and write in the channel")
}

/** The message that the form points at, when the actor can see it in that channel. */
async function messageOf(form: Form, actor: Actor, parts: AppParts): Promise<ChatMessage | undefined> {
  const id = form.maybe("message", longestId)
  const message = id === undefined ? undefined : await parts.chat.get(id)
  const seen = message?.onlyFor === undefined || message.onlyFor === actor.member
  return message?.channel === actor.place && seen ? message : undefined
}
