/** What the bot hears, and which word of the core each thing is. Everything is acknowledged first. */
import type { App, BlockAction, BlockButtonAction, ButtonAction, StaticSelectAction } from "@slack/bolt"
import type { Invocation } from "../../src/vocabulary/command.ts"
import type { Statement } from "../../src/vocabulary/platform-stores.ts"
import { answer, ask, type Counter, replace, share, shareAction } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import type { EmojiName } from "./catch-up.ts"
import { decodeCommand, decodePress, decodeShortcut, type Press, presser } from "./decode.ts"
import type { FormOrigin } from "./form.ts"
import { guarded } from "./guarded.ts"
import { publishHome } from "./home.ts"
import { listenToEvents } from "./listen-events.ts"
import { listenToForms, openForm } from "./listen-forms.ts"
import { commandName, shortcutId } from "./manifest.ts"
import { directly, type Respond } from "./respond.ts"

export type Ears = Counter & {
  readonly emoji: EmojiName
  /** Answers through a `response_url` that was kept. */
  readonly fetch: typeof fetch
  /** Whether an answer with this delivery lies there already. */
  readonly answered: (where: {
    readonly community: string
    readonly place: string
    readonly thread: string | undefined
    readonly delivery: string
  }) => Promise<boolean>
  /** Whether nobody asked so before: of two clicks one counts. */
  readonly isFirst: (what: string) => Promise<boolean>
  /** What holds of a reaction, as far as anybody was told. */
  readonly newest: (subject: string) => Promise<Statement | undefined>
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
  /** A workspace took the bot out, or took its tokens away. */
  readonly removed: (team: string) => Promise<void>
}

/** Passes what an app hears on to the core. */
export function listen(app: App, ears: Ears): void {
  listenToEvents(app, ears)
  listenToForms(app, ears)
  const run = (what: string, work: () => Promise<unknown>, respond: Respond) =>
    ears.track(guarded(ears.log, what, work, respond))

  app.command(commandName, async ({ command, ack, respond }) => {
    await ack()
    const invocation = decodeCommand(command)
    const origin = { channel: command.channel_id, responseUrl: command.response_url }
    const work = () => answerOrAsk(ears, invocation, respond, { trigger: command.trigger_id, origin })
    await run("answering a command", work, respond)
  })

  app.shortcut({ type: "message_action", callback_id: shortcutId }, async ({ shortcut, ack, respond }) => {
    await ack()
    if (shortcut.type !== "message_action") return
    const invocation = decodeShortcut(shortcut)
    await run("finding a message's papers", () => answer(ears, invocation, respond), respond)
  })

  app.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: "block_actions", action_id: /^do / },
    async ({ body, action, ack, respond }) => {
      await ack()
      const press = decodePress(body, action)
      if (!press) return
      const { actor, on } = press.invocation
      const isHome = body.view?.type === "home"
      // On the home page Slack gives no `response_url`.
      const door: Respond = body.response_url ? respond : directly(ears.workspaces, actor)
      const origin: FormOrigin = {
        channel: actor.place,
        ...(actor.thread ? { thread: actor.thread } : {}),
        ...(on ? { message: on.message } : {}),
        ...(body.response_url ? { responseUrl: body.response_url } : {}),
      }
      const work = async () => {
        if (press.effect === "update" && !isHome) return update(ears, press, door)
        await answerOrAsk(ears, press.invocation, door, { trigger: body.trigger_id, origin })
        if (isHome) await publishHome(ears, actor)
      }
      await run("answering a button", work, door)
    },
  )

  app.action<BlockButtonAction>(
    { type: "block_actions", action_id: shareAction },
    async ({ body, action, ack, respond }) => {
      await ack()
      const actor = presser(body)
      const invocation: Invocation = { actor, input: JSON.parse(action.value ?? "{}") }
      const door: Respond = body.response_url ? respond : directly(ears.workspaces, actor)
      const work = async () => {
        // A second click that came before the answer was gone.
        if (await ears.isFirst(`share ${actor.place} ${body.container.message_ts}`))
          await share(ears, invocation, door)
      }
      await run("sharing an answer", work, door)
    },
  )

  // A link's button says it was pressed as well; there is nothing to do but to say yes.
  app.action({ type: "block_actions", action_id: /^link / }, async ({ ack }) => ack())
}

type Opening = { readonly trigger: string; readonly origin: FormOrigin }

/** A form where the command has one and was given nothing, else its answer. */
async function answerOrAsk(
  ears: Ears,
  invocation: Invocation,
  respond: Respond,
  { trigger, origin }: Opening,
): Promise<void> {
  if (await openForm(ears, invocation, trigger, origin)) return
  await answer(ears, invocation, respond)
}

/** Puts the answer in the place of the message whose button was pressed. */
async function update(ears: Ears, { invocation, isPrivate }: Press, respond: Respond): Promise<void> {
  const { on, actor } = invocation
  if (isPrivate) ears.laterCards.pressed(actor)
  const { card, later } = await ask(ears, invocation)
  const put = (content: typeof card) =>
    isPrivate || !on
      ? respond({ ...cardMessage(content), replace_original: true })
      : replace(ears, on, content)
  await put(card)
  const better = later && (await ears.laterCards.unlessPressed(actor, later))
  if (better) await put(better)
}
