/** The ways in which an answer reaches somebody, and what they are told when there is none. */
import { randomBytes } from "node:crypto"
import type { RespondArguments } from "@slack/bolt"
import { errorCard } from "../../src/cards/error-card.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { NetworkError, PlatformError, StoreError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { type CardMessage, cardMessage } from "./card-blocks.ts"
import type { SlackContext } from "./context.ts"
import { causeOf, isRefusal } from "./errors.ts"
import { platform, rootOf, teamOf } from "./ids.ts"

/** Takes at most five answers within half an hour. */
export type Respond = (answer: RespondArguments) => Promise<unknown>

/**
 * A `response_url` that was kept, for a form that is answered minutes after it was opened. Throws `PlatformError` when
 * it has expired.
 */
export function respondAt(url: string, call: typeof fetch): Respond {
  return async (answer) => {
    const headers = { "content-type": "application/json" }
    const response = await call(url, { method: "POST", headers, body: JSON.stringify(answer) }).catch(
      (cause) => {
        throw new NetworkError("slack", words.slack.errors.answerLost, { cause })
      },
    )
    if (!response.ok)
      throw new PlatformError(platform, "used_url", words.slack.errors.responseUrl(response.status))
  }
}

/** Where Slack gives no `response_url`, on the home page: the member's own conversation with the bot. */
export function respondDirectly(
  { workspaces }: Pick<SlackContext, "workspaces">,
  { community, member }: Actor,
): Respond {
  return async (answer) => {
    if (answer.delete_original) return
    const { client } = await workspaces.at(teamOf(community))
    const blocks = "blocks" in answer && answer.blocks ? { blocks: answer.blocks } : {}
    await client.chat.postMessage({ channel: member, text: answer.text ?? "", ...blocks })
  }
}

/**
 * The same for as long as it lasts: half an hour and five answers. What comes later is said to the same member as a
 * private message of its own, and where the bot cannot post, in their conversation with it.
 */
export function respondWhileItLasts(context: PrivateParts, url: string, actor: Actor): Respond {
  const respond = respondAt(url, context.fetch)
  return async (answer) => {
    try {
      await respond(answer)
    } catch (error) {
      if (!isRefusal(causeOf(error), "used_url")) throw error
      if (!answer.delete_original) await postPrivately(context, actor, messageOf(answer))
    }
  }
}

type PrivateParts = Pick<SlackContext, "workspaces" | "queue" | "fetch">

/** Shows a message to one member alone, where they asked. */
export async function postPrivately(
  context: Omit<PrivateParts, "fetch">,
  actor: Actor,
  message: CardMessage,
): Promise<void> {
  const { community, place: channel, member: user, thread } = actor
  const { client } = await context.workspaces.at(teamOf(community))
  const to = { channel, user, ...(thread ? { thread_ts: rootOf(thread) } : {}) }
  try {
    const post = () => client.chat.postEphemeral({ ...to, ...message })
    await context.queue.run(`${community} ${channel} private`, post)
  } catch (error) {
    if (!isRefusal(error, "not_in_channel", "user_not_in_channel", "channel_not_found")) throw error
    await respondDirectly(context, actor)(message)
  }
}

function messageOf(answer: RespondArguments): CardMessage {
  const blocks = "blocks" in answer && answer.blocks ? answer.blocks : []
  return { text: answer.text ?? "", blocks: blocks as CardMessage["blocks"] }
}

type Work = keyof typeof words.slack.log.work

/**
 * The error boundary of everything that Slack sends. With `respond` a failure is told to the asker and to the log, and
 * nothing is thrown. Without it the log alone is told, and what may succeed later is thrown, so that the event is tried
 * again.
 */
export function handle(
  { log, track, refused }: Pick<SlackContext, "log" | "track" | "refused">,
  what: Work,
  work: () => Promise<unknown>,
  respond?: Respond,
): Promise<void> {
  const settled = async () => {
    try {
      await work()
    } catch (error) {
      const cause = refused(causeOf(error))
      if (!respond && mayPass(cause)) throw cause
      const reference = randomBytes(3).toString("hex").toUpperCase()
      log.warn({ platform, reference, error: cause }, words.slack.log.failed(words.slack.log.work[what]))
      await respond?.(failureMessage(cause, reference)).catch((untold) =>
        log.debug({ platform, error: causeOf(untold) }, "Slack: the asker could not be told of a failure"),
      )
    }
  }
  return track(settled())
}

function mayPass(error: Error): boolean {
  if (error instanceof PlatformError) return error.retryAfterMs !== undefined
  return error instanceof NetworkError || error instanceof StoreError
}

function failureMessage(error: Error, reference: string): RespondArguments {
  return {
    ...cardMessage(errorCard({ error, reference })),
    response_type: "ephemeral",
    replace_original: false,
  }
}
