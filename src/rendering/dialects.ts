/** The ways to write rich text, as data. Each escapes for its place: element content, never inside an attribute. */
import type { Dialect } from "./inline.ts"

/** No form at all; a link's address follows in brackets. */
export const plainDialect: Dialect = {
  escape: (text) => text,
  bold: (text) => text,
  italic: (text) => text,
  mark: (text) => text,
  code: (text) => text,
  link: (text, href) => (text === href ? href : `${text} <${href}>`),
  formsInWords: true,
}

/** Words alone, for notifications and labels: links are left out. */
export const wordsDialect: Dialect = { ...plainDialect, link: (text) => text }

/**
 * Discord's markdown. A backslash makes any sign of ASCII plain, so all are escaped: emphasis, headings, quotes, lists,
 * `<@id>`, `<t:…>`, `:emoji:`, and the colon of a bare `https://`. `@everyone` is broken likewise; what finally
 * silences mentions is `allowed_mentions`, sent with every message.
 */
export const discordMarkdown: Dialect = {
  escape: escapeDiscord,
  bold: (text) => `**${text}**`,
  italic: (text) => `*${text}*`,
  mark: (text) => `__${text}__`,
  code: discordCode,
  link: (text, href) => `[${text}](<${href.replace(/[<>]/g, encodeURIComponent)}>)`,
  formsInWords: false,
}

/**
 * Slack's mrkdwn. `&`, `<` and `>` become entities, so no mention, channel or link can be made. The other marks have
 * no escape there: a word joiner (U+2060, no width) beside each takes away the word boundary that they need.
 * Send it with `verbatim: true`, or Slack makes links of what looks like one.
 */
export const slackMrkdwn: Dialect = {
  escape: (text) => slackEntities(text).replace(/[*_~`]/g, `${wordJoiner}$&${wordJoiner}`),
  bold: (text) => `*${text}*`,
  italic: (text) => `_${text}_`,
  mark: (text) => `*${text}*`,
  code: (text) => `\`${slackEntities(text).replaceAll("`", "ˋ")}\``,
  link: (text, href) => `<${slackEntities(href).replaceAll("|", "%7C")}|${text}>`,
  formsInWords: false,
}

/** HTML as element content. */
export const html: Dialect = {
  escape: escapeHtml,
  bold: (text) => `<strong>${text}</strong>`,
  italic: (text) => `<em>${text}</em>`,
  mark: (text) => `<mark>${text}</mark>`,
  code: (text) => `<code>${escapeHtml(text)}</code>`,
  link: (text, href) => `<a href="${escapeHtml(href)}" rel="noopener noreferrer" target="_blank">${text}</a>`,
  formsInWords: true,
}

/** Text for HTML, within an element or a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => htmlEntities[sign] ?? sign)
}

const htmlEntities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

function escapeDiscord(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&")
}

// Nothing is escaped inside code, so the fence is made longer than any run of backticks in it.
function discordCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = "`".repeat(longest + 1)
  const before = text.startsWith("`") ? " " : ""
  const after = text.endsWith("`") ? " " : ""
  return fence + before + text + after + fence
}

function slackEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}

const wordJoiner = "\u2060"
