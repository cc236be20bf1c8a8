/** A card as what a mail says, in order: both parts of a mail are written from it. */
import { cleanLine } from "../../src/rendering/characters.ts"
import { fit } from "../../src/rendering/fit.ts"
import { safeHref, textOf } from "../../src/rendering/inline.ts"
import type { Action, Block, Card, Item, Text } from "../../src/vocabulary/card.ts"
import { joined } from "../../src/words/runs.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import type { Links, Verb } from "./links.ts"

export type Link = { readonly label: string; readonly href: string }

export type Part =
  | { readonly kind: "text" | "note"; readonly text: Text }
  | { readonly kind: "fields"; readonly fields: readonly { readonly name: string; readonly value: Text }[] }
  | { readonly kind: "items"; readonly start?: number; readonly items: readonly PartItem[] }
  | { readonly kind: "button"; readonly link: Link }

export type PartItem = {
  readonly title: string
  readonly href?: string
  /** What it is about. */
  readonly about?: Text
  readonly facts: Text
  readonly links: readonly Link[]
}

export type Content = {
  readonly title: string
  /** What is seen beside the subject in a list of mails. */
  readonly preview: string
  readonly parts: readonly Part[]
  readonly footer: string
  readonly stop?: Link
}

/** For one address, with links that act for it. Without `links` nothing leads back to the bot. */
export type To = { readonly address: string; readonly links?: Links | undefined; readonly isAsked?: boolean }

export function contentOf(given: Card, to: To): Content {
  const card = fit(given, limits)
  const { footer } = words.mail
  const parts = card.blocks.flatMap((block) => partsOf(block, to))
  return {
    title: cleanLine(textOf(card.title)),
    preview: parts.flatMap(previewOf).slice(0, 2).join(" · "),
    parts,
    footer: to.isAsked ? footer.whyAsked : footer.why,
    ...(to.links && { stop: { label: footer.stop, href: to.links.stop(to.address) } }),
  }
}

function partsOf(block: Block, to: To): readonly Part[] {
  switch (block.kind) {
    case "text":
    case "note":
      return [{ kind: block.kind, text: block.text }]
    case "fields":
      return [{ kind: "fields", fields: block.fields }]
    case "items": {
      const items = block.items.map((item) => itemOf(item, to))
      return [{ kind: "items", items, ...(block.start !== undefined && { start: block.start }) }]
    }
    case "actions":
      return block.actions.flatMap((action) => buttonOf(action, to))
    // Nothing is fetched for whoever opens a mail, and nothing in it can be chosen.
    case "image":
    case "file":
    case "select":
      return []
    default:
      return block satisfies never
  }
}

const forPapers = ["upvote", "discuss", "save"] as const satisfies readonly Verb[]

function itemOf({ title, lines, factsOnly, paper, actions }: Item, { address, links }: To): PartItem {
  const href = title.map((run) => safeHref(run.href)).find((one) => one !== undefined)
  const [about, ...facts] = factsOnly ? [undefined, ...lines] : lines
  const labels = { ...words.cards.paper.buttons, save: words.readers.buttons.save }
  // A line without buttons is one of a long list.
  const verbs = paper === undefined || actions.length === 0 || !links ? [] : forPapers
  return {
    title: cleanLine(textOf(title)),
    ...(href && { href }),
    ...(about && { about }),
    // Why it is here stands last in a card, and first where a narrow screen shows the beginning.
    facts: joined(facts.toReversed()),
    links: verbs.map((verb) => ({ label: labels[verb], href: links?.act(address, verb, paper) ?? "" })),
  }
}

/** Only what a mail can do: follow a link, and say yes to the address. */
function buttonOf(action: Action, { address, links, isAsked }: To): readonly Part[] {
  if (action.kind === "link") {
    const href = safeHref(action.href)
    return href ? [{ kind: "button", link: { label: cleanLine(action.label), href } }] : []
  }
  if (action.command !== "mail" || !isAsked || !links) return []
  return [{ kind: "button", link: { label: action.label, href: links.act(address, "confirm") } }]
}

function previewOf(part: Part): readonly string[] {
  if (part.kind === "text") return [textOf(part.text)]
  return part.kind === "items" ? part.items.map(({ title }) => title) : []
}
