import type { Writing } from "./engine.ts"

/** What waits of a subscription's editions is not sent any more. */
export async function withdrawAll(writing: Writing, subscription: string, why: string): Promise<void> {
  const unsent = await writing
    .selectFrom("edition")
    .select("id")
    .where("subscription", "=", subscription)
    .where("state", "=", "sending")
    .execute()
  await withdraw(
    writing,
    unsent.map(({ id }) => id),
    why,
  )
}

/** Of an edition that was sent in part the part stands; of one that was not, nothing was posted. */
export async function withdraw(writing: Writing, editions: readonly string[], why: string): Promise<void> {
  if (editions.length === 0) return
  await writing
    .updateTable("delivery")
    .set({ state: "failed", error: why })
    .where("state", "=", "waiting")
    .where("edition", "in", editions)
    .execute()
  await writing
    .updateTable("edition")
    .set(({ eb, exists, selectFrom }) => ({
      state: eb
        .case()
        .when(
          exists(
            selectFrom("delivery")
              .select("delivery.id")
              .whereRef("delivery.edition", "=", "edition.id")
              .where("delivery.state", "=", "sent"),
          ),
        )
        .then("failed" as const)
        .else("skipped" as const)
        .end(),
      reason: why,
      told: 1,
    }))
    .where("id", "in", editions)
    .where("state", "=", "sending")
    .execute()
}
