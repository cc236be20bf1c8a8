import type { Action, Block, Card, Image, Item, Select, Text } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { cleanLine } from "./characters.ts"
import { fileLine, safeFileName } from "./files.ts"
import { fitLine, fitText } from "./fit-text.ts"
import { andMore, fitTotals } from "./fit-totals.ts"
import { safeHref } from "./inline.ts"
import { labelOf } from "./label.ts"
import type { Limits } from "./limits.ts"
import { packAction } from "./packed-action.ts"

/**
 * The card, shortened to what a platform can show. The one place where anything is left out, and it is always said: a
 * cut text ends in "…", left-out items, fields and buttons are counted ("and 7 more"). Whole items go before words.
 * Empty blocks are dropped, since platforms refuse them; an item always has a title, and so has a card with nothing
 * else. A card that fits comes back equal.
 */
export function fit(card: Card, limits: Limits): Card {
  const shortened = card.blocks.flatMap((block) => fitBlock(block, limits))
  const blocks = limits.repeatedActions ? shortened : distinctActions(shortened)
  const title = blocks.length > 0 ? card.title : titled(card.title)
  return fitTotals({ ...card, title: fitText(title, limits.title, limits.measure), blocks }, limits)
}

function fitBlock(block: Block, limits: Limits): readonly Block[] {
  switch (block.kind) {
    case "text":
    case "note": {
      const text = fitText(block.text, limits[block.kind], limits.measure)
      return isBlank(text) ? [] : [{ ...block, text }]
    }
    case "fields":
      return fitFields(block, limits)
    case "items":
      return fitItems(block, limits)
    case "image": {
      const image = fitImage(block.image, limits)
      // A picture that cannot be shown leaves its words.
      return [
        image
          ? { ...block, image }
          : { kind: "note", text: [{ text: fitLine(block.image.alt, limits.alt) }] },
      ]
    }
    case "file":
      return [fitFile(block, limits)]
    case "actions":
      return fitActions(block.actions, limits)
    case "select":
      return fitSelect(block, limits)
    default:
      return block satisfies never
  }
}

// A file that can't be sent leaves its words: half of it would be another file.
function fitFile({ file }: Extract<Block, { kind: "file" }>, limits: Limits): Block {
  const fitted = { ...file, name: safeFileName(file.name), alt: fitLine(file.alt, limits.alt) }
  if (file.bytes.length <= limits.fileBytes) return { kind: "file", file: fitted }
  const text = [{ text: words.rendering.fileTooLarge(fileLine(fitted)) }]
  return { kind: "note", text: fitText(text, limits.note, limits.measure) }
}

function fitFields({ fields }: Extract<Block, { kind: "fields" }>, limits: Limits): readonly Block[] {
  const shown = fields
    .map(({ name, value }) => ({
      name: fitLine(name, limits.fieldName),
      value: fitText(value, limits.fieldValue, limits.measure),
    }))
    .filter(({ value }) => !isBlank(value))
  return shortened(shown, limits.fields, (kept) => ({ kind: "fields", fields: kept }))
}

function fitItems(block: Extract<Block, { kind: "items" }>, limits: Limits): readonly Block[] {
  const shown = block.items.map((item) => fitItem(item, limits))
  return shortened(shown, limits.items, (kept) => ({ ...block, items: kept }))
}

function fitItem(item: Item, limits: Limits): Item {
  return {
    ...item,
    title: fitText(titled(item.title), limits.itemTitle, limits.measure),
    lines: item.lines
      .map((line) => fitText(line, limits.itemLine, limits.measure))
      .filter((line) => !isBlank(line)),
    thumbnail: fitImage(item.thumbnail, limits),
    actions: pressable(item.actions, limits)
      .slice(0, limits.itemActions)
      .map((action) => fitLabel(action, limits)),
  }
}

// Half an address shows another picture, or none.
function fitImage(image: Image | undefined, limits: Limits): Image | undefined {
  const url = safeHref(image?.url)
  if (image === undefined || url === undefined || url.length > limits.imageUrl) return undefined
  return { url, alt: fitLine(image.alt, limits.alt) }
}

function fitActions(actions: readonly Action[], limits: Limits): readonly Block[] {
  const shown = pressable(actions, limits).map((action) => fitLabel(action, limits))
  return shortened(shown, limits.actions, (kept) => ({ kind: "actions", actions: kept }))
}

// An address that is cut leads elsewhere, so a button whose address is too long, or unsafe, goes as a whole; and a
// button without a word on it, which platforms refuse.
function pressable(actions: readonly Action[], limits: Limits): readonly Action[] {
  return actions.filter((action) => {
    if (cleanLine(action.label) === "") return false
    if (action.kind === "invoke") return true
    const href = safeHref(action.href)
    return href !== undefined && href.length <= limits.href
  })
}

function fitLabel(action: Action, limits: Limits): Action {
  const counted = labelOf(action).length - action.label.length
  return { ...action, label: fitLine(action.label, limits.label - counted) }
}

// Platforms refuse a menu without a word or a choice. What is chosen stays among what can be chosen.
function fitSelect(select: Select, limits: Limits): readonly Block[] {
  const label = fitLine(select.label, limits.label)
  if (cleanLine(label) === "") return []
  const placeholder = select.placeholder === undefined ? undefined : fitLine(select.placeholder, limits.label)
  if (select.of !== "options") return [{ ...select, label, placeholder }]
  const all = select.options.filter((option) => cleanLine(option.label) !== "")
  const chosen = all.findIndex(({ value }) => value === select.chosen)
  const last = Math.max(limits.options - 1, chosen)
  const kept =
    all.length > limits.options ? [...all.slice(0, limits.options - 1), ...all.slice(last, last + 1)] : all
  const options = kept.map((option) => ({ ...option, label: fitLine(option.label, limits.label) }))
  return options.length > 0 ? [{ ...select, label, placeholder, options }] : []
}

function shortened<T>(
  all: readonly T[],
  max: number,
  block: (kept: readonly T[]) => Block,
): readonly Block[] {
  if (all.length === 0) return []
  if (all.length <= max) return [block(all)]
  const kept = all.slice(0, Math.max(0, max))
  return [...(kept.length > 0 ? [block(kept)] : []), andMore(all.length - kept.length)]
}

// Platforms refuse a message, and a choice, without a word.
function titled(title: Text): Text {
  return isBlank(title) ? [{ text: words.rendering.untitled }] : title
}

function isBlank(text: Text): boolean {
  return text.every((run) => cleanLine(run.text) === "")
}

/**
 * The blocks with every action once: what a button does is its id, and a chat platform refuses a message in which two
 * have the same. The first stays.
 */
function distinctActions(blocks: readonly Block[]): readonly Block[] {
  const seen = new Set<string>()
  const fresh = (actions: readonly Action[]) =>
    actions.filter((action) => {
      const id = action.kind === "link" ? `link ${action.href}` : packAction(action)
      return !seen.has(id) && seen.add(id)
    })
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === "items")
      return [{ ...block, items: block.items.map((item) => ({ ...item, actions: fresh(item.actions) })) }]
    if (block.kind !== "actions") return [block]
    const actions = fresh(block.actions)
    return actions.length > 0 ? [{ ...block, actions }] : []
  })
}
