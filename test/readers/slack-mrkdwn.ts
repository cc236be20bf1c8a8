import type { Reading } from "./reading.ts"

/**
 * What Slack shows for mrkdwn sent verbatim. Between `<` and `>` stand links and mentions; `*`, `_`, `~` and backticks
 * format where they stand at the edge of a word. A word joiner is inside a word.
 */
export function readSlack(mrkdwn: string): Reading {
  const done = new Set<string>()
  const unlinked = mrkdwn.replace(/<([^>]*)>/g, (_, inner: string) => {
    const [target = "", label] = inner.split(/\|(.*)/s)
    done.add(/^[@#!]/.test(target) ? "mention" : `link ${decoded(target)}`)
    return label ?? target
  })
  const unformatted = unlinked.replace(formatted, (_, before: string, __, inner: string) => {
    done.add("format")
    return before + inner
  })
  return { text: decoded(unformatted).replaceAll("\u2060", ""), done: [...done].sort() }
}

const formatted = /(^|[\s\p{P}])([*_~`])(\S(?:.*?\S)?)\2(?=$|[\s\p{P}])/gu

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
}
