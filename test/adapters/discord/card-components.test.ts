import { ComponentType } from "discord.js"
import { expect, test } from "vitest"
import { cardComponents, cardLimits, fittedCard } from "../../../adapters/discord/card-components.ts"
import { limits } from "../../../adapters/discord/limits.ts"
import { cardOf } from "../../../src/cards/layout.ts"
import type { Card, Item } from "../../../src/vocabulary/card.ts"
import { link } from "../../../src/words/runs.ts"
import { type Measured, rendererContract } from "../../contracts/renderer.ts"
import { readDiscord } from "../../readers/discord-markdown.ts"

type Component = Readonly<Record<string, unknown>>

rendererContract({
  name: "Discord",
  render: cardComponents,
  limits: cardLimits,
  fitted: fittedCard,
  measure: (components) => {
    const all = components.flatMap((component) => within(component))
    const text = all.reduce((sum, { content }) => sum + lengthOf(content), 0)
    return [
      { what: "components", size: all.length, max: limits.message.components },
      { what: "displayed text", size: text, max: limits.message.displayedText },
      ...all.flatMap(measureOne),
    ]
  },
  textOf: (components) =>
    components
      .flatMap((component) => within(component))
      .flatMap(wordsOf)
      .join("\n"),
})

const item = (title: string, url = "https://example.org/picture.png"): Item => ({
  title: [{ text: title }],
  lines: [],
  thumbnail: { url, alt: title },
  actions: [],
})
const texts = (items: readonly Item[]) =>
  JSON.stringify(
    cardComponents({ title: [{ text: "List" }], tone: "plain", blocks: [{ kind: "items", items }] }),
  )

test("a title that is bold already is bold once", () => {
  const item: Item = { title: [{ text: "Ada Quill", bold: true }], lines: [], actions: [] }
  const shown = cardComponents({ title: [], tone: "plain", blocks: [{ kind: "items", items: [item] }] })
  expect(JSON.stringify(shown)).toContain('"**Ada Quill**"')
})

test("a title that is longer than a picture's words may be takes no other paper with it", () => {
  const shown = texts([item("First"), item("x".repeat(1_030)), item("Third")])
  expect(shown).toContain("First")
  expect(shown).toContain("Third")
  expect(shown).not.toContain("x".repeat(limits.media.description + 1))
})

test("a picture whose address Discord refuses takes no paper with it", () => {
  const long = `https://example.org/${"x".repeat(limits.media.url)}`
  const shown = texts([item("First", long), item("Second", "data:image/png;base64,x"), item("Third")])
  for (const title of ["First", "Second", "Third"]) expect(shown).toContain(title)
  expect(shown.match(/"url"/g)).toHaveLength(1)
})

test("a list of 25 without pictures is shown whole", () => {
  const items = Array.from({ length: 25 }, (_, at) => ({ ...item(`Entry ${at + 1}`), thumbnail: undefined }))
  expect(texts(items)).toContain("Entry 25")
})

function within(component: unknown): readonly Component[] {
  if (typeof component !== "object" || component === null) return []
  const one = component as Component
  const inner = Array.isArray(one.components) ? one.components : []
  return [one, ...inner.flatMap(within), ...within(one.accessory)]
}

function measureOne(one: Component): readonly Measured[] {
  const row = Array.isArray(one.components) ? one.components : []
  const isButtonRow = row.some((part: Component) => part.custom_id !== undefined && part.label !== undefined)
  const options: readonly Component[] = Array.isArray(one.options) ? one.options : []
  return [
    { what: "custom_id", size: lengthOf(one.custom_id), max: limits.button.customId },
    { what: "label", size: lengthOf(one.label), max: limits.button.label },
    { what: "url", size: lengthOf(one.url), max: limits.button.url },
    { what: "description", size: lengthOf(one.description), max: limits.media.description },
    { what: "buttons in a row", size: isButtonRow ? row.length : 0, max: limits.button.perRow },
    { what: "options", size: options.length, max: limits.select.options },
    ...options.map((option) => ({
      what: "option label",
      size: lengthOf(option.label),
      max: limits.select.label,
    })),
    ...options.map((option) => ({
      what: "option value",
      size: lengthOf(option.value),
      max: limits.select.value,
    })),
  ]
}

function wordsOf(one: Component): readonly string[] {
  const media = Array.isArray(one.items) ? one.items.map((item: Component) => item.description) : []
  const options = Array.isArray(one.options) ? one.options.flatMap(wordsOf) : []
  const texts = typeof one.content === "string" ? [readDiscord(one.content.replace(/^-# /gm, "")).text] : []
  return [
    ...texts,
    ...options,
    ...[one.label, one.description, one.placeholder, fileName(one), ...media].filter(
      (text) => typeof text === "string",
    ),
  ]
}

function fileName({ file }: Component): string | undefined {
  if (typeof file !== "object" || file === null || !("url" in file)) return undefined
  return String(file.url).replace("attachment://", "")
}

function lengthOf(text: unknown): number {
  return typeof text === "string" ? text.length : 0
}

test("a list's header stands without a box, also one posted before its second line was small, and an answer in one", () => {
  const kinds = (card: Card) => cardComponents(card).map(({ type }) => type)
  const title = link("Daily Papers", "https://huggingface.co/papers")
  const boxed = [ComponentType.Container]
  const alone = [ComponentType.TextDisplay, ComponentType.TextDisplay]
  expect(kinds(cardOf({ title, intro: "Top 5 of 12" }))).toEqual(alone)
  expect(kinds(cardOf({ title, text: "Top 5 of 12" }))).toEqual(alone)
  expect(kinds(cardOf({ title: "New papers for Images", intro: "Top 5 of 12" }))).toEqual(alone)
  expect(kinds(cardOf({ title: "You don't follow anything yet.", text: "Press Follow." }))).toEqual(boxed)
})
