import { AsyncLocalStorage } from "node:async_hooks"
import type { Selectable } from "kysely"
import type { Actor } from "../vocabulary/actor.ts"
import type { AuditEntry, AuditStore, Change } from "../vocabulary/audit.ts"
import { words } from "../words/words.ts"
import { columnToInstant, decodeJson, instantToColumn, isRecord } from "./columns.ts"
import type { Engine, Writing } from "./engine.ts"
import type { Tables } from "./tables.ts"

/** Keeps who makes a change, with that change: called within its transaction. Nothing is kept of what the bot does by itself. */
export type NoteChange = (
  writing: Writing,
  about: { readonly community: string; readonly place: string },
  change: Change,
) => Promise<void>

type Acting = { readonly actor: Actor; readonly at: string; isOver: boolean }

/**
 * Who changed what. Whoever acts is known by the call in whose course a store is written to, so that no command has to
 * think of it, and none can leave it out.
 */
export function createAuditStore({ db }: Engine): AuditStore & { readonly note: NoteChange } {
  const acting = new AsyncLocalStorage<Acting>()
  return {
    async during(actor, at, work) {
      const now: Acting = { actor, at, isOver: false }
      try {
        return await acting.run(now, work)
      } finally {
        // What was set going goes on by itself.
        now.isOver = true
      }
    },
    async note(writing, { community, place }, change) {
      const now = acting.getStore()
      if (now === undefined || now.isOver) return
      const { platform: via, place: origin, member, memberName } = now.actor
      const isNameless = change.kind === "forgotten"
      const who = isNameless ? { member: "", memberName: "", origin: "" } : { member, memberName, origin }
      await insertEntry(writing, { community, place, at: now.at, via, ...who, change })
    },
    async of(community, { offset, limit }) {
      const concerning = db.selectFrom("audit").where("community", "in", [community, ""])
      const { total } = await concerning
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow()
      const rows = await concerning
        .selectAll()
        .orderBy("at", "desc")
        .orderBy("sequence", "desc")
        .limit(limit)
        .offset(offset)
        .execute()
      return { entries: rows.map(toEntry), total: Number(total) }
    },
  }
}

export async function insertEntry(writing: Writing, { change, at, ...rest }: AuditEntry): Promise<void> {
  await writing
    .insertInto("audit")
    .values({ ...rest, at: instantToColumn(at), change: JSON.stringify(withoutPeople(change)) })
    .execute()
}

/** Who set a post up once is in no entry about its settings: there a name could not be found when it is to go. */
function withoutPeople(change: Change): Change {
  if (change.kind !== "settings") return change
  const { before, after } = change
  return {
    kind: "settings",
    ...(before && { before: { ...before, createdBy: "" } }),
    ...(after && { after: { ...after, createdBy: "" } }),
  }
}

function toEntry({ sequence, change, at, ...row }: Selectable<Tables["audit"]>): AuditEntry {
  const name = words.storage.rows.audit(String(sequence))
  return { ...row, at: columnToInstant(at), change: decodeJson(change, name, isChange) }
}

const kinds: readonly string[] = [
  "settings",
  "posted",
  "skipped",
  "put-back",
  "taken-out",
  "feed-made",
  "feed-renewed",
  "feed-ended",
  "forgotten",
  "restored",
] satisfies readonly Change["kind"][]

function isChange(value: unknown): value is Change {
  return isRecord(value) && typeof value.kind === "string" && kinds.includes(value.kind)
}
