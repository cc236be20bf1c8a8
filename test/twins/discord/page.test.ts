/** The page of the twin: what Discord would draw, and what members do there. */
import { ButtonStyle, MessageFlags, ComponentType as Type } from "discord.js"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startBot, type TestBot } from "./a-bot.ts"
import { act, type Desk } from "./page/act.ts"
import { nothingTyped } from "./page/composer.ts"
import { drawMarkdown } from "./page/markdown.ts"
import { drawMessages } from "./page/message.ts"
import type { Look } from "./page/places.ts"

let bot: TestBot
let look: Look
const desk: Desk = { typed: nothingTyped() }
beforeAll(async () => {
  bot = await startBot()
  const { twin } = bot
  look = { as: "Ada", guild: twin.guild.id, channel: twin.channel("papers"), thread: "", list: "" }
})
afterAll(() => bot.stop())

const does = (deed: Parameters<typeof act>[1]) => act({ twin: bot.twin, look, desk }, deed)
const seenBy = (name: string) => {
  const reader = bot.twin.member(name).id
  const stored = [...(bot.twin.world.messages.get(look.channel)?.values() ?? [])]
  const visible = stored.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === reader)
  return drawMessages({ world: bot.twin.world, reader, guild: bot.twin.guild.id }, visible)
}

describe("markdown is drawn as Discord draws it", () => {
  test.each([
    [
      "**[A _title_](<https://example.org/a>)**",
      '<b><a href="https://example.org/a" target="_blank" rel="noreferrer">A <i>title</i></a></b>',
    ],
    ["[__Video__ Diffusion](<https://example.org>)", "<u>Video</u> Diffusion</a>"],
    [String.raw`\*not bold\* \<@1\>`, "*not bold* &#60;@1&#62;"],
    ["`a*b*`", "<code>a*b*</code>"],
    ["-# 92 on HF", "<small>92 on HF</small>"],
    ["### Papers", "<h4>Papers</h4>"],
    ["<script>alert(1)</script>", "&#60;script&#62;"],
    ["<t:1800000000:D>", "January 15, 2027"],
  ])("%s", (markdown, html) => {
    expect(drawMarkdown(bot.twin.world, markdown)).toContain(html)
  })
})

test("a typed command reaches the bot, and its private answer is seen by the asker alone", async () => {
  void bot.onCommand((command) =>
    command.reply({ content: `about ${command.options.getString("query")}`, flags: MessageFlags.Ephemeral }),
  )
  await does({ kind: "say", fields: { text: "/paper search query:sparse attention" } })
  await bot.twin.waitFor(() => seenBy("Ada").includes("about sparse attention"), "the answer")
  expect(seenBy("Ada")).toContain("Only you can see this")
  expect(seenBy("Ada")).toContain('used <span class="mention">/paper search</span>')
  expect(seenBy("Ben")).not.toContain("sparse attention")
})

test("a button that is pressed opens the form that the bot answers with", async () => {
  const components = [
    {
      type: Type.ActionRow as const,
      components: [
        {
          type: Type.Button as const,
          style: ButtonStyle.Primary as const,
          label: "Set up",
          custom_id: "set-up",
        },
      ],
    },
  ]
  void bot.onCommand((command) => command.reply({ components, content: "welcome" }))
  const message = await bot.search().answer()
  expect(seenBy("Ada")).toContain(">Set up</button>")
  void bot.onInteraction(async (press) => {
    if (press.isButton())
      await press.showModal({
        custom_id: "form",
        title: "Daily papers",
        components: [
          {
            type: Type.Label,
            label: "Zone",
            component: { type: Type.TextInput, custom_id: "zone", style: 1 },
          },
        ],
      })
  })
  await does({ kind: "click", on: message.id, which: "set-up" })
  expect(desk.asked?.state.modal?.title).toBe("Daily papers")
  const sent = bot.onInteraction(async (form) => {
    if (!form.isModalSubmit()) return undefined
    await form.reply("saved")
    return form.fields.getTextInputValue("zone")
  })
  await does({ kind: "submit", fields: { zone: "UTC" } })
  expect(await sent).toBe("UTC")
  expect(desk.asked).toBeUndefined()
})

test("a reaction is put on, counted, and taken off by a second press", async () => {
  const { id } = bot.twin.member("Ben").say("papers", "a paper")
  await does({ kind: "react", on: id, emoji: "👍" })
  expect(seenBy("Ada")).toContain('aria-pressed="true" title="Ada"')
  await does({ kind: "react", on: id, emoji: "👍" })
  expect(seenBy("Ada")).not.toContain('title="Ada"')
})

test("what a client would not let one do is said", async () => {
  await expect(async () => does({ kind: "say", fields: { text: "/paper fly" } })).rejects.toThrow(
    "fly is not one of",
  )
})
