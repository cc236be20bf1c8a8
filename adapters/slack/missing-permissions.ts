/** What the bot lacks in a channel, and how to mend it. */

import { PlatformError } from "../../src/vocabulary/errors.ts"
import { scopes } from "./manifest.ts"
import { refusal } from "./refusal.ts"
import type { Desk } from "./send.ts"

/** In the words of Slack's own pages: missing scopes, not invited, archived. Empty when all is well. */
export async function missingPermissions({ workspace }: Desk, channel: string): Promise<readonly string[]> {
  const self = await workspace.client.auth.test()
  const granted = new Set(self.response_metadata?.scopes ?? Object.keys(scopes))
  const missing = Object.entries(scopes)
    .filter(([scope]) => !granted.has(scope))
    .map(
      ([scope, use]) =>
        `the scope ${scope} (to ${use}): update the app from its manifest and install it again`,
    )
  return [...missing, ...(await aboutChannel(workspace.client, channel))]
}

async function aboutChannel(
  client: Desk["workspace"]["client"],
  channel: string,
): Promise<readonly string[]> {
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (found?.is_archived) return ["the channel is archived: unarchive it"]
    if (found?.is_member === false && !found.is_im)
      return ["the bot is not in the channel: /invite @Paperboy"]
    return []
  } catch (error) {
    const cause = refusal(error)
    if (cause instanceof PlatformError && cause.code === "channel_not_found")
      return ["the bot is not in the channel: /invite @Paperboy"]
    throw cause
  }
}
