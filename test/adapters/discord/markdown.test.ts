import { describe, expect, it } from "vitest"
import { write } from "../../../adapters/discord/markdown.ts"
import { dialectContract } from "../../contracts/dialect.ts"
import { readDiscord } from "../../readers/discord-markdown.ts"

dialectContract({ name: "Discord's markdown", write, read: readDiscord })

describe("form in Discord's markdown", () => {
  it("keeps lines of code as a block", () => {
    expect(write([{ text: "title\n  a = *b*", code: "block" }])).toBe("```\ntitle\n  a = *b*\n```")
  })

  it("is bold, italic, code and links, whose words are no code", () => {
    const text = [
      { text: "bold", bold: true },
      { text: " " },
      { text: "slanted", italic: true },
      { text: " " },
      { text: "a", code: true },
      { text: " " },
      { text: "b", code: true, href: "https://arxiv.org/" },
    ]
    expect(write(text)).toBe("**bold** *slanted* `a` [b](<https://arxiv.org/>)")
  })

  it("leaves white space outside the marks, where they would not work", () => {
    expect(write([{ text: " bold ", bold: true }])).toBe(" **bold** ")
  })
})

const id = "81384788765712384"
const href = `https://discord.com/channels/41771983423143937/${id}`

describe("a link to a channel on Discord", () => {
  it("whose words are its id is shown by the channel's name", () => {
    expect(write([{ text: "In " }, { text: id, href }])).toBe(`In <#${id}>`)
  })

  it("with words of its own keeps them", () => {
    expect(write([{ text: "discussed", href }])).toBe(`[discussed](<${href}>)`)
  })

  it("is made of no digits that lead elsewhere", () => {
    expect(write([{ text: id, href: "https://example.org/" }])).toBe(`[${id}](<https://example.org/>)`)
  })
})
