/** Cards that nobody would write, for property tests of renderers. */
import fc from "fast-check"
import type { Action, Block, Card, Item, Run } from "../../src/vocabulary/card.ts"

/** What people and papers put into texts, and what platforms would make of it. */
export const hostileTexts: readonly string[] = [
  "*_~|<@everyone>",
  "**bold** __under__ ~~gone~~ ||hidden||",
  "@everyone @here <@81384788765712384> <@&1> <#2> <!channel> <!here> <@U024BE7LD>",
  "[click](https://evil.example) https://evil.example/a_b_c www.evil.example",
  "<script>alert(1)</script> &amp; <b>",
  "`code` ``two`` ```block```",
  "# heading\n> quote\n- list\n1. one\n-# small",
  ":smile: <:a:1> <t:0:R> \\* \\\\",
  "half a pair \ud83d and \udc00",
  "right\u202eto left\u2066 isolate",
  "\u001b[31mred\u0007",
  "👩‍👩‍👧‍👦 é́ 注意力就是你所需要的一切",
  "   ",
  "",
]

const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 400 }),
)

const run: fc.Arbitrary<Run> = fc.record(
  {
    text,
    bold: fc.boolean(),
    italic: fc.boolean(),
    code: fc.boolean(),
    mark: fc.boolean(),
    href: fc.constantFrom(
      "https://arxiv.org/abs/1706.03762",
      "javascript:alert(1)",
      "http://a.example/?q=<>|)",
    ),
  },
  { requiredKeys: ["text"] },
)
const runs = fc.array(run, { maxLength: 6 })

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant("invoke" as const),
    label: text,
    command: fc.constantFrom("search", "show"),
    arguments: fc.dictionary(
      fc.constantFrom("paper", "page", "query"),
      fc.oneof(text, fc.integer(), fc.boolean()),
    ),
    effect: fc.constantFrom("update" as const, "reply" as const),
  }),
  fc.record({ kind: fc.constant("link" as const), label: text, href: fc.webUrl() }),
)

const image = fc.record({ url: fc.webUrl(), alt: text })

const item: fc.Arbitrary<Item> = fc.record(
  {
    title: runs,
    lines: fc.array(runs, { maxLength: 4 }),
    thumbnail: image,
    paper: fc.constant("1706.03762"),
    actions: fc.array(action, { maxLength: 4 }),
  },
  { requiredKeys: ["title", "lines", "actions"] },
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text: runs }),
  fc.record({ kind: fc.constant("note" as const), text: runs }),
  fc.record({ kind: fc.constant("image" as const), image }),
  fc.record({
    kind: fc.constant("file" as const),
    file: fc.record({ name: text, type: fc.constant("text/csv"), bytes: fc.uint8Array(), alt: text }),
  }),
  fc.record({ kind: fc.constant("actions" as const), actions: fc.array(action, { maxLength: 30 }) }),
  fc.record({
    kind: fc.constant("fields" as const),
    fields: fc.array(fc.record({ name: text, value: runs }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant("select" as const),
    label: text,
    call: fc.constant({ kind: "invoke" as const, command: "channel", arguments: { do: "try" } }),
    into: fc.constantFrom("days", "list"),
    of: fc.constant("options" as const),
    options: fc.uniqueArray(fc.record({ value: fc.uuid(), label: text }), {
      minLength: 1,
      maxLength: 25,
      selector: ({ value }) => value,
    }),
  }),
  fc.record(
    { kind: fc.constant("items" as const), items: fc.array(item, { maxLength: 30 }), start: fc.nat(1000) },
    { requiredKeys: ["kind", "items"] },
  ),
)

export const arbitraryCard: fc.Arbitrary<Card> = fc.record(
  {
    title: runs,
    tone: fc.constantFrom("plain" as const, "success" as const, "warning" as const, "error" as const),
    blocks: fc.array(block, { maxLength: 20 }),
    paper: fc.constant("1706.03762"),
  },
  { requiredKeys: ["title", "tone", "blocks"] },
)

export const arbitraryText = text
