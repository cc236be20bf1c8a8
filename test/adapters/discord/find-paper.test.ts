/** The message menu and mentions: what is read of a message, and who sees the answer. */
import { ComponentType, MessageReferenceType } from "discord-api-types/v10"
import { describe, expect, it } from "vitest"
import { menuNames } from "../../../adapters/discord/registration.ts"
import { words } from "../../../src/words/words.ts"
import type { Draft } from "../../twins/discord/state/messages.ts"
import { useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const link = "https://arxiv.org/abs/2510.00003"
const snapshot = { content: `see ${link}`, embeds: [], components: [], attachments: [], flags: 0 }

const messages: readonly (readonly [string, Partial<Draft>])[] = [
  ["a text of components", { components: [{ type: ComponentType.TextDisplay, content: `see ${link}` }] }],
  [
    "a button",
    {
      components: [
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.Button, style: 5, label: "Paper", url: link }],
        },
      ],
    },
  ],
  [
    "a text in a section of a container",
    {
      components: [
        {
          type: ComponentType.Container,
          components: [
            {
              type: ComponentType.Section,
              components: [{ type: ComponentType.TextDisplay, content: link }],
              accessory: { type: ComponentType.Button, style: 5, label: "Read", url: "https://example.org" },
            },
          ],
        },
      ],
    },
  ],
  ["a field of an embed", { embeds: [{ title: "New", fields: [{ name: "Paper", value: link }] }] }],
  ["the footer of an embed", { embeds: [{ footer: { text: link } }] }],
  [
    "a forwarded message",
    {
      message_reference: { type: MessageReferenceType.Forward, channel_id: "1", message_id: "2" },
      message_snapshots: [
        {
          message: {
            ...snapshot,
            type: 0,
            mentions: [],
            timestamp: "",
            edited_timestamp: null,
            mention_roles: [],
          },
        },
      ],
    },
  ],
]

describe("the papers of a message are found in", () => {
  it.each(messages)("%s", async (_, more) => {
    const on = await open()
    const message = on.who("Ben").say("papers", "", undefined, more)
    const answer = await on.who("Ada").useMessageMenu(message, menuNames.find).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
  })
})

it("an answer that only its author should see is not given to a mention in a channel", async () => {
  const on = await open()
  on.who("Ada").mention("papers", "home")
  const said = await on.twin.waitFor(() => on.twin.observe.messages("papers")[1], "an answer")
  expect(wordsOf(said)).toContain(words.errors.command.personal)
  on.who("Ada").say("@me", "home")
  await on.twin.waitFor(() => on.who("Ada").sees("@me").length === 2, "an answer in private")
  expect(wordsOf(on.who("Ada").sees("@me")[1] ?? said)).not.toContain(words.errors.command.personal)
})

it("a channel that cannot be asked about costs no answer", async () => {
  const on = await open()
  on.twin.breaks.next({ kind: "refusal", code: 50_001 }, { method: "GET", path: "/channels/" }, 5)
  on.who("Ada").say("@me", link)
  const answers = () => on.who("Ada").sees("@me").map(wordsOf)
  await on.twin.waitFor(() => answers().some((text) => text.includes("Birdsong")), "an answer")
})
