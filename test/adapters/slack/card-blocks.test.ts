import { describe, expect, it } from "vitest"
import { cardMessage, limitsOf } from "../../../adapters/slack/card-blocks.ts"
import { limits } from "../../../adapters/slack/limits.ts"
import { rendererContract } from "../../contracts/renderer.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"
import { asJson, blockFaults, displayedCharacters } from "../../twins/slack/block-rules.ts"

rendererContract({
  name: "Slack",
  render: cardMessage,
  limits: limitsOf(limits.message),
  measure: ({ blocks, text }) => [
    { what: "blocks", size: blocks.length, max: limits.message.blocks },
    { what: "characters", size: displayedCharacters(blocks), max: limits.message.characters },
    { what: "text", size: text.length, max: limits.message.text },
    ...blockFaults(blocks).map((what) => ({ what, size: 1, max: 0 })),
  ],
  textOf: ({ blocks }) => {
    const read = blocks.flatMap(textsIn).join("\n")
    // Nothing can be escaped in Slack's code: a look-alike stands for the backtick there.
    return `${read}\n${read.replaceAll("ˋ", "`")}`
  },
})

describe("a Slack message", () => {
  const title = "Cats & <!channel> <@U12345>"
  const message = cardMessage({ title: [{ text: title }], tone: "plain", blocks: [] })

  it("carries its words for notifications, without a mention in them", () => {
    expect(message.text).toBe("Cats &amp; &lt;!channel&gt; &lt;@U12345&gt;")
  })
})

/** Everything that is read: texts as Slack shows them, labels, alternative texts. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return []
  if (Array.isArray(part)) return part.flatMap(textsIn)
  const { type, text, alt_text, ...rest } = asJson(part)
  const own = typeof text === "string" ? [type === "mrkdwn" ? readSlack(text).text : text] : textsIn(text)
  const alt = typeof alt_text === "string" ? [alt_text] : []
  return [...own, ...alt, ...Object.values(rest).flatMap(textsIn)]
}
