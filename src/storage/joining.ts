import type { Writing } from "./engine.ts"

/**
 * Moves everything that hangs on a paper known by its title to the identified paper that it turned out to be. Cards
 * keep the old id in their text: they are read with the ids of the day (`card-text.ts`).
 */
export async function moveToIdentified(writing: Writing, from: string, to: string): Promise<void> {
  await moveVotes(writing, from, to)
  await moveThreads(writing, from, to)
  await moveListEntries(writing, from, to)
  await writing.updateTable("post").set({ paper: to }).where("paper", "=", from).execute()
  // The text that was embedded is not the paper's text any more.
  await writing.deleteFrom("vector").where("paper", "=", from).execute()
}

// A member who voted for both has one vote, the earlier one.
async function moveVotes(writing: Writing, from: string, to: string): Promise<void> {
  const votes = await writing.selectFrom("vote").selectAll().where("paper", "=", from).execute()
  if (votes.length === 0) return
  await writing.deleteFrom("vote").where("paper", "=", from).execute()
  for (const vote of votes)
    await writing
      .insertInto("vote")
      .values({ ...vote, paper: to })
      .onConflict((conflict) =>
        conflict
          .columns(["community", "paper", "member"])
          .doUpdateSet({ at: vote.at, viaPlace: vote.viaPlace, viaMessage: vote.viaMessage })
          .where("vote.at", ">", vote.at),
      )
      .execute()
}

// Both threads exist on the platform. The identified paper's own stays the one that is offered.
async function moveThreads(writing: Writing, from: string, to: string): Promise<void> {
  await writing
    .updateTable("thread")
    .set({ main: null })
    .where("paper", "=", from)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("thread as other")
          .select("other.thread")
          .whereRef("other.community", "=", "thread.community")
          .whereRef("other.place", "=", "thread.place")
          .where("other.paper", "=", to)
          .where("other.main", "=", 1),
      ),
    )
    .execute()
  await writing.updateTable("thread").set({ paper: to }).where("paper", "=", from).execute()
}

async function moveListEntries(writing: Writing, from: string, to: string): Promise<void> {
  await writing
    .deleteFrom("listEntry")
    .where("paper", "=", from)
    .where("list", "in", (query) =>
      query.selectFrom("listEntry as other").select("other.list").where("other.paper", "=", to),
    )
    .execute()
  await writing.updateTable("listEntry").set({ paper: to }).where("paper", "=", from).execute()
}
