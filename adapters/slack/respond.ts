/** The doors through which an answer reaches somebody: Slack's `response_url`, or a direct message where there is none. */
import type { RespondArguments } from "@slack/bolt"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { platform, teamOf } from "./ids.ts"
import type { Workspaces } from "./workspaces.ts"

/** Takes at most five answers within half an hour. */
export type Respond = (answer: RespondArguments) => Promise<unknown>

/**
 * A `response_url` that was kept, for a form that is answered minutes after it was opened. Throws `PlatformError` when
 * it has run out.
 */
export function respondAt(url: string, call: typeof fetch): Respond {
  return async (answer) => {
    const headers = { "content-type": "application/json" }
    const response = await call(url, { method: "POST", headers, body: JSON.stringify(answer) }).catch(
      (cause) => {
        throw new NetworkError("slack", "Slack did not take an answer", { cause })
      },
    )
    if (!response.ok) throw new PlatformError(platform, "used_url", `Slack answered ${response.status}`)
  }
}

/** Where Slack gives no `response_url`, on the home page: the member's own conversation with the bot. */
export function directly(workspaces: Workspaces, { community, member }: Actor): Respond {
  return async (answer) => {
    if (answer.delete_original) return
    const { client } = await workspaces.at(teamOf(community))
    const blocks = "blocks" in answer && answer.blocks ? { blocks: answer.blocks } : {}
    await client.chat.postMessage({ channel: member, text: answer.text ?? "", ...blocks })
  }
}
