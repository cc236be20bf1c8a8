import { dueList } from "../../src/editions/lists.ts"
import { type BotUnderTest, papers } from "./bot-under-test.ts"

/** The list that a digest of now is about, with papers of our own. */
export async function withTodaysList({ stores }: BotUnderTest): Promise<void> {
  const { key } = dueList({ list: "day" }, Temporal.Now.instant())
  await stores.lists.put({
    key,
    entries: papers.map(({ id, upvotes }) => ({ paper: id, upvotes, comments: 0 })),
    closed: true,
    readAt: Temporal.Now.instant().toString(),
    source: "huggingface",
  })
}

/** The time of a member's digest has come. */
export async function digestDue(
  { stores, scheduler }: BotUnderTest,
  who: { readonly community: string; readonly member: string },
): Promise<void> {
  const [digest] = await stores.subscriptions.ofMember(who.community, who.member)
  if (digest === undefined) throw new Error("there is no digest")
  const nextRunAt = Temporal.Now.instant().subtract({ minutes: 1 }).toString()
  await stores.subscriptions.save({ ...digest, nextRunAt })
  await scheduler.tick()
  await scheduler.idle()
}
