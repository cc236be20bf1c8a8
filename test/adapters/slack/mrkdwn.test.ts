import { expect, test } from "vitest"
import { write } from "../../../adapters/slack/mrkdwn.ts"
import { dialectContract } from "../../contracts/dialect.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"

dialectContract({ name: "Slack's mrkdwn", write, read: readSlack })

test("lines of code stay a block, whatever they hold", () => {
  expect(write([{ text: "a = {b},\n  c & `d` ```", code: "block" }])).toBe(
    "```\na = {b},\n  c &amp; `d` ˋˋˋ\n```",
  )
})

test("bold, italic, code and links, whose words are no code", () => {
  const text = [
    { text: "bold", bold: true },
    { text: " " },
    { text: "slanted", italic: true },
    { text: " " },
    { text: "a", code: true },
    { text: " " },
    { text: "b", code: true, href: "https://arxiv.org/" },
  ]
  expect(write(text)).toBe("*bold* _slanted_ `a` <https://arxiv.org/|b>")
})
