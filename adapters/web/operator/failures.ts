/** Posts that failed lately, or are tried again, and places that are lost. Whose digest one is isn't told. */
import type { Delivery, Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import type { Check } from "../../../src/vocabulary/operator.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import { agoInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { withoutPeople } from "./report.ts"

const { failures: say, runs } = words.operator

const days = 7
/** Enough to see what is wrong; the rest is counted. */
const mostShown = 12
const mostRead = 200

export type FailureServices = Pick<Services, "editions" | "subscriptions" | "clock">

/** Newest first, lost places before them. */
export async function failuresOf({
  editions,
  subscriptions,
  clock,
}: FailureServices): Promise<readonly Check[]> {
  const now = clock.now()
  const since = now.subtract({ hours: days * 24 }).toString()
  // Who closed their direct messages wanted that.
  const lost = (await subscriptions.gone()).filter(({ audience }) => audience.kind === "place").map(lostCheck)
  const found: Check[] = []
  for (const edition of await editions.undone(since, mostRead)) {
    const deliveries = await editions.deliveries(edition.id)
    const wrong = deliveries.find(wasTried)
    // What was withdrawn before anybody tried to send it did not fail.
    if (wrong === undefined && (edition.state === "sending" || deliveries.length > 0)) continue
    const isRetried = wrong?.state === "waiting"
    const why = withoutPeople(wrong?.error ?? edition.reason)
    found.push({
      subject: whereOf(await subscriptions.get(edition.subscription)),
      state: isRetried ? "warning" : "error",
      found: say.what(agoInWords(edition.dueAt, now), why),
      ...(isRetried && { advice: say.retried }),
    })
  }
  return shortened([...lost, ...found])
}

function wasTried({ attempts, error, state }: Delivery): boolean {
  return attempts > 0 && error !== undefined && state !== "sent"
}

function shortened(all: readonly Check[]): readonly Check[] {
  const more = all.length - mostShown
  if (more <= 0) return all
  return [...all.slice(0, mostShown), { subject: say.moreAt, state: "warning", found: say.more(more) }]
}

function lostCheck(subscription: Subscription): Check {
  const { gone = "deleted" } = subscription
  return { subject: whereOf(subscription), state: "error", found: say.lost(words.delivery.gone[gone]) }
}

function whereOf(subscription: Subscription | undefined): string {
  if (subscription === undefined) return say.moreAt
  const platform = platformTitle(subscription.community.split(":")[0] ?? "")
  return subscription.audience.kind === "place"
    ? say.place(platform, subscription.place)
    : say.member(platform)
}

/** As people call it. */
export function platformTitle(name: string): string {
  const titles: Readonly<Record<string, string>> = runs.parts
  return titles[name] ?? name
}
