/** Who changed what, a sentence each, newest first. */
import { type AuditEntry, auditDays, type Change } from "../vocabulary/audit.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Card, Item, Text } from "../vocabulary/card.ts"
import { shortMomentInWords } from "../words/counted.ts"
import { bold, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Field, type Paging, pageActions, pageNote } from "./layout.ts"
import { listInWords } from "./list-words.ts"

const { audit: said } = words
const { settings: about } = said

/** A setting that is another now. */
export type ChangedField = Pick<Field, "name"> & { readonly before: Text; readonly after: Text }

/** An entry, with the names of its places as its reader may know them. */
export type ShownEntry = AuditEntry & {
  readonly what: string
  readonly from?: string
  readonly fields: readonly ChangedField[]
}

export function auditCard(
  entries: readonly ShownEntry[],
  page: Omit<Paging, "turnTo">,
  timeZone: string,
): Card {
  if (page.total === 0) return cardOf({ title: said.none(auditDays), text: said.noneHint })
  const { limit } = page
  const paging: Paging = { ...page, turnTo: (to) => invoke("audit", { page: to, limit }) }
  return cardOf({
    title: said.title,
    items: entries.map((entry) => itemOf(entry, timeZone)),
    start: (page.page - 1) * limit + 1,
    isPage: page.page * limit < page.total,
    actions: pageActions(paging),
    notes: [pageNote(paging), said.kept(auditDays)].filter((note) => note !== ""),
  })
}

function itemOf(entry: ShownEntry, timeZone: string): Item {
  const { at, from, fields, change } = entry
  const hint = change.kind === "restored" ? [plainText(said.restoredHint)] : []
  return {
    title: bold(sentenceOf(entry)),
    ...(fields.length + hint.length === 0 && { factsOnly: true }),
    actions: [],
    lines: [
      ...fields.map(fieldInWords),
      ...hint,
      joined([shortMomentInWords(at, timeZone), from && said.asked(from)]),
    ],
  }
}

function fieldInWords({ name, before, after }: ChangedField): Text {
  const [{ text: left }, { text: right }] = [oneRun(before), oneRun(after)]
  return joined([plainText(name), about.from(left, right)], ": ")
}

function oneRun(text: Text): { readonly text: string } {
  return { text: text.map((run) => run.text).join("") }
}

function sentenceOf({ memberName, what, change, fields }: ShownEntry): string {
  const who = memberName || said.somebody
  switch (change.kind) {
    case "settings":
      return settingsInSentence(change, { who, what, isChanged: fields.length > 0 })
    case "posted":
    case "skipped":
    case "put-back":
    case "taken-out":
      return said[change.kind](who, what, listInWords(change.listKey))
    case "feed-made":
    case "feed-renewed":
    case "feed-ended":
      return said[change.kind](who, what)
    case "forgotten":
      return said.forgotten
    case "restored":
      return said.restored
    default:
      throw new Error(`Unknown change ${JSON.stringify(change satisfies never)}`)
  }
}

function settingsInSentence(
  { before, after }: Extract<Change, { kind: "settings" }>,
  { who, what, isChanged }: { readonly who: string; readonly what: string; readonly isChanged: boolean },
): string {
  if (after === undefined) return about.removed(who, what)
  if (before === undefined) return about.new(who, what)
  if (before.active !== after.active) return about[after.active ? "on" : "off"](who, what)
  const { pausedUntil } = after
  if (pausedUntil !== undefined && pausedUntil !== before.pausedUntil)
    return about.paused(who, what, shortMomentInWords(pausedUntil, after.timeZone))
  if (isChanged) return about.changed(who, what)
  return before.pausedUntil === pausedUntil ? about.same(who, what) : about.resumed(who, what)
}
