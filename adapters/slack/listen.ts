/** What the bot hears, and which word of the core each thing is. Everything is acknowledged first. */
import type { App, BlockAction, BlockButtonAction, ButtonAction, StaticSelectAction } from "@slack/bolt"
import type { Invocation } from "../../src/command.ts"
import { answer, ask, type Counter, guarded, replace, say, shareAction } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import type { EmojiName } from "./catch-up.ts"
import { actorAt, decodeCommand, decodePress, decodeShortcut } from "./decode.ts"
import { listenToEvents } from "./listen-events.ts"
import { listenToForms, openForm } from "./listen-forms.ts"
import { commandName, shortcutId } from "./manifest.ts"

export type Ears = Counter & {
  readonly emoji: EmojiName
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
  /** A workspace took the bot out, or took its tokens away. */
  readonly removed: (team: string) => Promise<void>
}

/** Passes what an app hears on to the core. */
export function listen(app: App, ears: Ears): void {
  listenToEvents(app, ears)
  listenToForms(app, ears)

  app.command(commandName, async ({ command, ack, respond }) => {
    await ack()
    const invocation = decodeCommand(command)
    await ears.track(
      guarded(ears.log, "answering a command", async () => {
        const origin = { channel: command.channel_id, responseUrl: command.response_url }
        if (await openForm(ears, invocation, command.trigger_id, origin)) return
        await answer(ears, invocation, respond)
      }),
    )
  })

  app.shortcut({ type: "message_action", callback_id: shortcutId }, async ({ shortcut, ack, respond }) => {
    await ack()
    if (shortcut.type !== "message_action") return
    await ears.track(
      guarded(ears.log, "finding a message's papers", () => answer(ears, decodeShortcut(shortcut), respond)),
    )
  })

  app.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: "block_actions", action_id: /^do / },
    async ({ body, action, ack, respond }) => {
      await ack()
      const press = decodePress(body, action)
      if (!press) return
      const { invocation, effect, isPrivate } = press
      await ears.track(
        guarded(ears.log, "answering a button", async () => {
          if (effect === "reply") return answer(ears, invocation, respond)
          const reply = await ask(ears, invocation)
          if (isPrivate || !invocation.on) {
            await respond({ ...cardMessage(reply.card), replace_original: true })
            if (reply.later) await respond({ ...cardMessage(await reply.later), replace_original: true })
            return
          }
          await replace(ears, invocation.on, reply.card)
          if (reply.later) await replace(ears, invocation.on, await reply.later)
        }),
      )
    },
  )

  app.action<BlockButtonAction>(
    { type: "block_actions", action_id: shareAction },
    async ({ body, action, ack, respond }) => {
      await ack()
      const team = body.team?.id ?? body.user.team_id ?? ""
      const actor = actorAt({
        team,
        channel: body.channel?.id ?? "",
        user: body.user.id,
        name: body.user.name,
      })
      const invocation: Invocation = { actor, input: JSON.parse(action.value ?? "{}") }
      await ears.track(
        guarded(ears.log, "sharing an answer", async () => {
          const reply = await ask(ears, invocation)
          await say(ears, invocation, reply.card)
          await respond({ delete_original: true })
        }),
      )
    },
  )

  // A link's button says it was pressed as well; there is nothing to do but to say yes.
  app.action({ type: "block_actions", action_id: /^link / }, async ({ ack }) => ack())
}
