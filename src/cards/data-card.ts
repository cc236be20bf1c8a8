import { invoke } from "../vocabulary/calls.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Holdings } from "../vocabulary/data-rights.ts"
import type { Account } from "../vocabulary/readers.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

const { data, forget, forgetMember, kept } = words.dataRights

/** Everything that is kept of a person, as a file. */
export function dataCard(holdings: Holdings): Card {
  if (isEmpty(holdings)) return cardOf({ title: data.nothing })
  const bytes = new TextEncoder().encode(`${JSON.stringify(holdings, undefined, 2)}\n`)
  return cardOf({
    title: data.title,
    text: [{ text: `${keptInWords(holdings)}\n${data.text}` }],
    files: [{ name: data.file, type: "application/json", bytes, alt: data.alt }],
  })
}

/** What would go, before it goes. */
export function forgetCard(holdings: Holdings): Card {
  if (isEmpty(holdings)) return cardOf({ title: forget.nothing })
  return cardOf({
    title: forget.ask,
    text: [{ text: `${keptInWords(holdings)}\n` }, ...forget.text],
    actions: [
      { ...invoke("forget", { sure: true }), label: forget.delete, style: "danger", effect: "update" },
      { ...invoke("data", {}), label: forget.download, effect: "reply" },
    ],
  })
}

/** The same for who runs the bot, of a member whom they name. */
export function forgetMemberCard({ community, member }: Account, holdings: Holdings): Card {
  if (isEmpty(holdings))
    return cardOf({ title: forgetMember.nothing(community, member), text: forgetMember.ids })
  return cardOf({
    title: forgetMember.ask(community, member),
    text: [{ text: `${keptInWords(holdings)}\n` }, ...forgetMember.text(community, member)],
  })
}

function isEmpty(holdings: Holdings): boolean {
  return Object.keys(holdings).length === 0
}

function keptInWords(holdings: Holdings): string {
  return Object.entries(holdings)
    .map(([table, rows]) => kept[table]?.(rows.length) ?? `${table}: ${rows.length}`)
    .join("\n")
}
