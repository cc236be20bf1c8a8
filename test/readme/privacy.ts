/** The parts of PRIVACY.md that follow from what the tables declare. */
import { settings } from "../../config/settings.ts"
import {
  type TableDeclaration,
  type TableName,
  tableNames,
  tables,
} from "../../src/storage/table-declarations.ts"
import { words } from "../../src/words/words.ts"

const said = words.privacy

/** A row for each table whose rows are about people. Throws for one of which nothing is said. */
export function heldTable(): readonly (readonly string[])[] {
  return tableNames.filter(isAboutPeople).map((table) => {
    const held = said.held[table]
    if (held === undefined) throw new Error(`src/words/en/privacy.ts says nothing of ${table}`)
    return [held.what, held.why, untilWhen(tables[table])]
  })
}

/** How long what is about nobody in particular, and copies, are kept where the operator sets nothing else. */
export function periods(): readonly string[] {
  const { left, backups } = said.periods
  return [
    left(settings.KEEP_LEFT_DAYS.otherwise()),
    backups(settings.BACKUP_EVERY.otherwise(), settings.BACKUP_KEEP.otherwise()),
  ]
}

function isAboutPeople(table: TableName): boolean {
  const { names }: TableDeclaration = tables[table]
  if (names === "nothing") return false
  const owner = tableNames.find((name) => name === names.owner)
  return (
    names.member !== undefined || names.person !== undefined || (owner !== undefined && isAboutPeople(owner))
  )
}

/** Columns that are empty while a row is used. */
const usedUntil = /^(removedAt|idleSince)$/

function untilWhen({ kept, forgetting }: TableDeclaration): string {
  const { until } = said
  if (kept !== "always") return usedUntil.test(kept.since) ? until.unused(kept.days) : until.days(kept.days)
  return forgetting === undefined ? until.deleted : until.nameless
}
