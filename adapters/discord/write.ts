/** Rich text in Discord's markdown. */

import { discordMarkdown } from "../../src/rendering/dialects.ts"
import { renderRuns } from "../../src/rendering/inline.ts"
import type { Run, Text } from "../../src/vocabulary/card.ts"

/** A link to a channel whose words are the channel's own id says nothing: Discord puts its name there. */
export function write(text: Text): string {
  return text.some(isChannel)
    ? text.map((run) => (isChannel(run) ? `<#${run.text}>` : renderRuns([run], discordMarkdown))).join("")
    : renderRuns(text, discordMarkdown)
}

function isChannel({ text, href }: Run): boolean {
  return (
    /^\d{15,21}$/.test(text) && href?.match(/^https:\/\/discord\.com\/channels\/\d+\/(\d+)$/)?.[1] === text
  )
}
