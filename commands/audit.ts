import { auditCard, type ChangedField, type ShownEntry } from "../src/cards/audit-card.ts"
import { settingsInWords } from "../src/channels/fields.ts"
import type { AuditEntry, Change } from "../src/vocabulary/audit.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

const sayings = words.audit

export const audit = defineCommand({
  name: "audit",
  description: sayings.description,
  options: pagingOptions,
  visibility: "private",
  surface: "any",
  group: "admin",
  adminOnly: true,
  needs: "store",
  examples: sayings.examples,
  async run({ limit = defaultLimit, page = 1 }, context) {
    const { community } = context.actor
    const { entries, total } = await context.audit.of(community, { offset: (page - 1) * limit, limit })
    const shown = await Promise.all(entries.map((entry) => shownTo(entry, context)))
    return auditCard(shown, { page, limit, total }, context.timeZone)
  },
})

async function shownTo(entry: AuditEntry, { community, actor }: Context): Promise<ShownEntry> {
  const nameOf = async (place: string) =>
    (place && (await community.nameOf({ community: entry.community, place }, actor))) || sayings.somewhere
  const origin = entry.origin === "" || entry.origin === entry.place ? "" : await nameOf(entry.origin)
  // A conversation of one member with the bot has no name.
  const isNamed = origin !== "" && origin !== entry.origin
  return {
    ...entry,
    what: await nameOf(entry.place),
    ...(isNamed && { from: origin }),
    fields: changedFields(entry.change),
  }
}

/** The settings that read differently now. */
function changedFields(change: Change): readonly ChangedField[] {
  if (change.kind !== "settings" || change.before === undefined || change.after === undefined) return []
  const earlier = new Map(settingsInWords(change.before).map(({ name, value }) => [name, value]))
  return settingsInWords(change.after).flatMap(({ name, value: after }) => {
    const before = earlier.get(name) ?? []
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ name, before, after }]
  })
}
