/** A link into a channel names the channel, as Slack itself writes it: "discussed, 12 replies in #papers". */

import { slackMrkdwn } from "../../src/rendering/dialects.ts"
import { renderRuns } from "../../src/rendering/inline.ts"
import type { Text } from "../../src/vocabulary/card.ts"

/** The links that `permalink` of ids.ts makes. Only ids of public and private channels are taken out of them. */
const permalinks = /^https:\/\/[\w.-]+\.slack\.com\/archives\/([CG][A-Z0-9]{2,})(\/|$)/

/** Rich text in Slack's mrkdwn. */
export function write(text: Text): string {
  const at = text.findIndex((run) => channelOf(run) !== undefined)
  const found = text[at] && channelOf(text[at])
  if (!found) return renderRuns(text, slackMrkdwn)
  // A link to the channel itself is its name; one to a message in it keeps its words.
  const before = renderRuns(text.slice(0, found.whole ? at : at + 1), slackMrkdwn)
  return `${before}${found.whole ? "" : " in "}<#${found.channel}>${write(text.slice(at + 1))}`
}

function channelOf({
  href,
}: Text[number]): { readonly channel: string; readonly whole: boolean } | undefined {
  const [, channel, after] = href?.match(permalinks) ?? []
  return channel ? { channel, whole: after === "" } : undefined
}
