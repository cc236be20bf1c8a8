/** What is offered while one types: well inside the deadline, within the limits. */
import { describe, expect, it } from "vitest"
import { type DiscordStage, useStage } from "./stage.ts"

const open = useStage({ contract: false })

describe.concurrent("while one types", () => {
  const offered = async (on: DiscordStage, line: string, option: string, text: string) => {
    const choices = await on.who("Ada").autocomplete("papers", line, option, text).choices()
    return choices.map(({ name }) => name)
  }

  it.each([
    ["papers", "paper show", "paper", "weather", "Diffusion Transformers for Weather on a Sphere"],
    ["authors", "paper search", "author", "okaf", "Ada Okafor"],
    ["days", "paper today", "date", "yest", "yesterday"],
  ])("%s are offered", async (_, line, option, text, expected) => {
    const on = await open()
    expect((await offered(on, line, option, text)).join("\n")).toContain(expected)
  })

  it("organisations are offered", async () => {
    const on = await open()
    const [known] = [...(await on.bot.stores.papers.get(["2510.00003"])).values()]
    if (!known) throw new Error("the paper is missing")
    const organization = "Songbird Lab"
    await on.bot.stores.papers.save([{ ...known, organization }], "2025-10-29T00:00:00Z")
    await on.bot.follower.refresh()
    expect((await offered(on, "paper search", "org", "songb")).join()).toMatch(/songbird/i)
  })

  it("nothing is offered where the core is slow, and the deadline is kept", async () => {
    const on = await open({ through: (bot) => ({ ...bot, suggest: () => new Promise(() => undefined) }) })
    const askedAt = Date.now()
    expect(await offered(on, "paper show", "paper", "weather")).toEqual([])
    expect(Date.now() - askedAt).toBeLessThan(3_000)
  })

  it("at most 25 are offered, none longer than a choice may be", async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ value: `${n}`, label: `${"🦜".repeat(80)} ${n}` }))
    const tooLong = { value: "x".repeat(101), label: "cannot be sent" }
    const on = await open({ through: (bot) => ({ ...bot, suggest: async () => [tooLong, ...many] }) })
    const names = await offered(on, "paper show", "paper", "parrot")
    expect(names).toHaveLength(25)
    expect(names.every((name) => name.length <= 100 && name.isWellFormed())).toBe(true)
  })
})
