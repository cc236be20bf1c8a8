/** Rich text in Discord's markdown. */
import { type Dialect, renderRuns } from "../../src/rendering/inline.ts"
import type { Run, Text } from "../../src/vocabulary/card.ts"

/** A link to a channel whose words are the channel's own id says nothing: Discord puts its name there. */
export function write(text: Text): string {
  return text.some(isNamedByDiscord)
    ? text.map((run) => (isNamedByDiscord(run) ? named(run) : renderRuns([run], discordMarkdown))).join("")
    : renderRuns(text, discordMarkdown)
}

const isNamedByDiscord = (run: Run) => isRole(run) || isChannel(run)

/** Shown by its name; whether anybody is called is said by `allowed_mentions`. */
function named({ text, mention }: Run): string {
  return mention ? `<@&${mention}>` : `<#${text}>`
}

function isRole({ mention }: Run): boolean {
  return mention !== undefined && /^\d{15,21}$/.test(mention)
}

function isChannel({ text, href }: Run): boolean {
  return (
    /^\d{15,21}$/.test(text) && href?.match(/^https:\/\/discord\.com\/channels\/\d+\/(\d+)$/)?.[1] === text
  )
}

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
  // The line after the fence: a word on the fence's own line would be read as a language.
  codeBlock: (text) => `\`\`\`\n${text.replaceAll("```", "`\u2060``")}\n\`\`\``,
  link: (text, href) => `[${text}](<${href.replace(/[<>]/g, encodeURIComponent)}>)`,
  formsInWords: false,
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
