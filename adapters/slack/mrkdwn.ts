/** Rich text as Slack's mrkdwn. Send it with `verbatim: true`, or Slack makes links of what looks like one. */
import { type Dialect, renderRuns } from "../../src/rendering/inline.ts"
import type { Text } from "../../src/vocabulary/card.ts"

/**
 * `&`, `<` and `>` become entities, so no mention, channel or link can be made. The other marks have no escape: a word
 * joiner (U+2060, no width) beside each takes away the word boundary that they need.
 */
export const slackMrkdwn: Dialect = {
  escape: (text) => escapeEntities(text).replace(/[*_~`]/g, `${wordJoiner}$&${wordJoiner}`),
  bold: (text) => `*${text}*`,
  italic: (text) => `_${text}_`,
  mark: (text) => `*${text}*`,
  code: (text) => `\`${escapeEntities(text).replaceAll("`", "ˋ")}\``,
  codeBlock: (text) => `\`\`\`\n${escapeEntities(text).replaceAll("```", "ˋˋˋ")}\n\`\`\``,
  link: (text, href) => {
    // Marks stand around a link: within one Slack shows them as signs. The text's own are joined to words.
    const [, open = "", words = text, close = ""] = text.match(/^([*_]*)(.*?)([*_]*)$/s) ?? []
    return `${open}<${escapeEntities(href).replaceAll("|", "%7C")}|${words}>${close}`
  },
  formsInWords: false,
}

const wordJoiner = "\u2060"

function escapeEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}

/** The links that `permalink` of ids.ts makes. Only ids of public and private channels are taken out of them. */
const permalinks = /^https:\/\/[\w.-]+\.slack\.com\/archives\/([CG][A-Z0-9]{2,})(\/|$)/

/** Rich text, in which a link into a channel names it as Slack itself does: "discussed, 12 replies in #papers". */
export function write(text: Text): string {
  const at = text.findIndex((run) => channelOf(run) !== undefined)
  const found = text[at] && channelOf(text[at])
  if (!found) return renderRuns(text, slackMrkdwn)
  // A link to the channel itself is its name; one to a message in it keeps its words.
  const before = renderRuns(text.slice(0, found.whole ? at : at + 1), slackMrkdwn)
  return `${before}${found.whole ? "" : " in "}<#${found.channel}>${write(text.slice(at + 1))}`
}

type ChannelLink = { readonly channel: string; readonly whole: boolean }

function channelOf({ href }: Text[number]): ChannelLink | undefined {
  const [, channel, after] = href?.match(permalinks) ?? []
  return channel ? { channel, whole: after === "" } : undefined
}
