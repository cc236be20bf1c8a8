/** An installation with what must not be told planted into it, and posts that failed. */
import type { Installation } from "../../../../src/vocabulary/operator.ts"
import { words } from "../../../../src/words/words.ts"
import { aDelivery, anEdition, aSubscription } from "../../../contracts/stores/builders.ts"
import type { OpenPage } from "../open-page.ts"

const { operator: say } = words

export const [secret, memberId, mail] = ["xoxb-planted-secret", "223344556677889900", "ada@example.org"]

export const installation: Installation = {
  runs: () => [{ subject: say.runs.version, state: "ok", found: say.runs.on("9.9.9", "24.0.0") }],
  since: () => "2025-10-27T12:00:00Z",
  sources: () => [],
  kept: async () => [
    {
      subject: words.backups.doctor.subject,
      state: "ok",
      found: `2 backups in /home/ada/backups, ${secret}`,
    },
  ],
  storeBytes: () => 4_200_000,
  keptDays: { left: 30, changes: 180, answers: 30 },
  clean: (text) => text.replaceAll(secret, "[secret]"),
}

/** A member's digest and a channel's post that failed, each with what must not be told in its error. */
export async function plant({ stores }: Pick<OpenPage, "stores">) {
  const error = `Forbidden for <@${memberId}> (U02ABCD34EF, ${mail}) with ${secret}`
  const failed = { dueAt: "2025-10-27T13:00:00.000Z", state: "failed", reason: error } as const
  const digest = aSubscription({
    id: "s2",
    place: "998877665544332211",
    audience: { kind: "member", member: `discord:${memberId}` },
  })
  await stores.subscriptions.save(aSubscription())
  await stores.subscriptions.save(digest)
  await stores.editions.plan(anEdition({ ...failed }), [], undefined)
  await stores.editions.plan(anEdition({ ...failed, id: "e2", subscription: "s2" }), [], undefined)
  const sending = { id: "e3", dueAt: "2025-10-27T14:00:00.000Z", state: "sending" } as const
  const first = aDelivery({ edition: "e3", notBefore: "2025-10-27T14:00:00.000Z" })
  await stores.editions.plan(anEdition(sending), [first], undefined)
  const [now, later] = ["2025-10-27T15:00:00.000Z", "2025-10-27T15:05:00.000Z"]
  for (const claim of await stores.editions.claim({ now, leaseUntil: later, limit: 1 }))
    await stores.editions.fail(claim, "slow", later)
}
