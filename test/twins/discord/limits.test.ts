import { ButtonStyle, ComponentType as Type } from "discord.js"
import { describe, expect, test } from "vitest"
import { commandErrors } from "./check/commands.ts"
import { messageErrors } from "./check/message-body.ts"
import { limits } from "./limits.ts"

const newForm = 1 << 15
const text = (content: string) => ({ type: Type.TextDisplay, content })
const button = (fields: object = {}) => ({
  type: Type.Button,
  style: ButtonStyle.Primary,
  custom_id: "a",
  label: "A",
  ...fields,
})
const row = (...components: object[]) => ({ type: Type.ActionRow, components })
const buttons = (count: number) => Array.from({ length: count }, (_, n) => button({ custom_id: `b${n}` }))
const x = (length: number) => "x".repeat(length)

describe("a message at its limits fits, one more does not", () => {
  test.each<[string, (most: number) => object, number, number?]>([
    ["characters of content", (most) => ({ content: x(most) }), limits.message.content],
    ["characters of a nonce", (most) => ({ content: "x", nonce: x(most) }), limits.message.nonce],
    ["embeds", (most) => ({ embeds: Array(most).fill({ title: "x" }) }), limits.embed.perMessage],
    [
      "characters of an embed's description",
      (most) => ({ embeds: [{ description: x(most) }] }),
      limits.embed.description,
    ],
    [
      "fields of an embed",
      (most) => ({ embeds: [{ fields: Array(most).fill({ name: "x", value: "x" }) }] }),
      limits.embed.fields,
    ],
    [
      "characters of all embeds",
      (most) => ({ embeds: [{ description: x(4000) }, { description: x(most - 4000) }] }),
      limits.embed.total,
    ],
    [
      "rows",
      (most) => ({ components: Array.from({ length: most }, (_, n) => row(button({ custom_id: `r${n}` }))) }),
      limits.message.rows,
    ],
    ["buttons in a row", (most) => ({ components: [row(...buttons(most))] }), limits.message.perRow],
    [
      "characters on a button",
      (most) => ({ components: [row(button({ label: x(most) }))] }),
      limits.message.label,
    ],
    [
      "characters of a custom id",
      (most) => ({ components: [row(button({ custom_id: x(most) }))] }),
      limits.message.customId,
    ],
    [
      "components of the new form",
      (most) => ({ components: Array.from({ length: most }, () => text("x")) }),
      limits.message.components,
      newForm,
    ],
    [
      "characters of the new form",
      (most) => ({ components: [text(x(2000)), text(x(most - 2000))] }),
      limits.message.text,
      newForm,
    ],
    [
      "options of a select",
      (most) => ({
        components: [
          row({
            type: Type.StringSelect,
            custom_id: "s",
            options: Array.from({ length: most }, (_, n) => ({ label: `${n}`, value: `${n}` })),
          }),
        ],
      }),
      limits.message.selectOptions,
    ],
    [
      "texts of a section",
      (most) => ({
        components: [{ type: Type.Section, components: Array(most).fill(text("x")), accessory: button() }],
      }),
      limits.message.sectionTexts,
      newForm,
    ],
  ])("%s", (_, body, most, flags = 0) => {
    expect(messageErrors({ ...body(most), flags })).toEqual([])
    expect(messageErrors({ ...body(most + 1), flags })).not.toEqual([])
  })
})

test.each<[string, object]>([
  ["two buttons with one id", { components: [row(button(), button())] }],
  ["a component of the new form without its flag", { components: [text("x")] }],
  ["embeds beside the new form", { flags: newForm, embeds: [{ title: "x" }], components: [text("x")] }],
  ["a button without words", { components: [row(button({ label: "" }))] }],
  [
    "a link that is none",
    { components: [row(button({ style: ButtonStyle.Link, url: "javascript:alert(1)" }))] },
  ],
  [
    "a section without accessory",
    { flags: newForm, components: [{ type: Type.Section, components: [text("x")] }] },
  ],
  ["an empty text", { flags: newForm, components: [text("")] }],
])("a message with %s is refused", (_, body) => {
  expect(messageErrors({ ...body })).not.toEqual([])
})

test("a command of more than 8000 characters over all its options is refused", () => {
  const options = Array.from({ length: 4 }, (_, command) => ({
    type: 1,
    name: `c${command}`,
    description: "x",
    options: Array.from({ length: 20 }, (_, option) => ({ type: 3, name: `o${option}`, description: x(98) })),
  }))
  const errors = commandErrors([{ name: "paper", description: "x", options }])
  expect(errors.map(({ code }) => code)).toEqual(["APPLICATION_COMMAND_TOO_LARGE"])
})
