/** Slack's mrkdwn as people see it. */
import { escapeHtml } from "../../browser/html.ts"
import type { Workspace } from "../world.ts"
import { emojiOf } from "./emoji.ts"

/** Text with marks, links, mentions and dates. */
export function mrkdwnHtml(workspace: Workspace, text: string): string {
  const tokens: string[] = []
  // Marks are read around links and code, never in their addresses.
  const bare = text.replace(/```\n?.*?\n?```|`[^`\n]+`|<[^>\n]+>/gs, (token) => {
    tokens.push(tokenHtml(workspace, token))
    return `\ue000${tokens.length - 1}\ue001`
  })
  return formatted(plainHtml(bare)).replace(/\ue000(\d+)\ue001/g, (_, at: string) => tokens[Number(at)] ?? "")
}

/** Plain text, in which emoji are drawn. */
export function plainHtml(text: string): string {
  return escapeHtml(decoded(text))
    .replace(/:([+\w-]+(?:::skin-tone-\d)?):/g, (whole, name: string) => {
      const drawn = emojiOf(name)
      return drawn.startsWith(":") ? whole : drawn
    })
    .replaceAll("\n", "<br>")
}

function tokenHtml(workspace: Workspace, token: string): string {
  const [target = "", label] = token.slice(1, -1).split(/\|(.*)/s)
  if (token.startsWith("```"))
    return `<pre><code>${escapeHtml(decoded(token.replace(/^```\n?|\n?```$/g, "")))}</code></pre>`
  if (token.startsWith("`")) return `<code>${escapeHtml(decoded(token.slice(1, -1)))}</code>`
  if (target.startsWith("@"))
    return mention(`@${personName(workspace, target.slice(1)) ?? label ?? target.slice(1)}`)
  if (target.startsWith("#"))
    return mention(`#${workspace.channels.get(target.slice(1))?.name ?? label ?? "private channel"}`)
  if (target.startsWith("!subteam^"))
    return mention(`@${workspace.userGroups.get(target.slice(9))?.handle ?? label ?? "group"}`)
  if (target.startsWith("!date^")) return escapeHtml(dateOf(target, label))
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`)
  const words = label === undefined ? plainHtml(target) : formatted(plainHtml(label))
  return `<a href="${escapeHtml(decoded(target))}" target="_blank" rel="noreferrer">${words}</a>`
}

const mention = (text: string) => `<span class="mention">${escapeHtml(text)}</span>`

export function personName(workspace: Workspace, id: string): string | undefined {
  return id === workspace.botUser ? "Paperboy" : workspace.people.get(id)?.name
}

/** `!date^1790000000^{date_short_pretty} {time}^link`: the reader's own zone. */
function dateOf(target: string, fallback = ""): string {
  const [, seconds, format = ""] = target.split("^")
  const date = new Date(Number(seconds) * 1_000)
  if (Number.isNaN(date.getTime())) return fallback
  const time = date.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" })
  const day = date.toLocaleDateString("en-US", { weekday: "short", month: "short", day: "numeric" })
  return format.replaceAll(/\{date\w*\}/g, day).replaceAll(/\{time\w*\}/g, time)
}

const marks = { "*": "b", _: "i", "~": "s" } as const

/** Marks format where they stand at the edge of a word. */
function formatted(html: string): string {
  return (Object.entries(marks) as [keyof typeof marks, string][]).reduce(
    (text, [mark, tag]) => {
      const edge = new RegExp(
        `(^|[\\s(>\\p{P}\ue001])[${mark}](\\S(?:[^\\n]*?\\S)?)[${mark}](?=$|[\\s)<\\p{P}\ue000])`,
        "gu",
      )
      return text.replace(edge, `$1<${tag}>$2</${tag}>`)
    },
    html.replaceAll("\u2060", ""),
  )
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
}
