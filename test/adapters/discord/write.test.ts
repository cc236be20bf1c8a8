import { describe, expect, it } from "vitest"
import { write } from "../../../adapters/discord/write.ts"

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
