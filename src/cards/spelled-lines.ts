import type { Block, Card, Text } from "../vocabulary/card.ts"

/**
 * A card whose lines can be written as they stand where it is read: what is code and begins with a command's name gets
 * the prefix, `search x` becoming `/paper search x`. So whatever writes a card need not know who reads it.
 */
export function spelledLines(card: Card, prefix: string, commands: ReadonlySet<string>): Card {
  const spell = (text: Text): Text =>
    text.map((run) =>
      run.code && isLine(run.text) ? { ...run, text: `${prefix} ${run.text}`.trimStart() } : run,
    )

  const isLine = (text: string): boolean => commands.has(/^[a-z-]+/.exec(text)?.[0] ?? "")

  function spellBlock(block: Block): Block {
    switch (block.kind) {
      case "text":
      case "note":
        return { ...block, text: spell(block.text) }
      case "fields":
        return { ...block, fields: block.fields.map(({ name, value }) => ({ name, value: spell(value) })) }
      case "items":
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            title: spell(item.title),
            lines: item.lines.map(spell),
          })),
        }
      case "image":
      case "actions":
        return block
      default:
        return block satisfies never
    }
  }

  return { ...card, title: spell(card.title), blocks: card.blocks.map(spellBlock) }
}
