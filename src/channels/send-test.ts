import { adapterOf } from "../community/adapter-of.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import type { PostPreview, Schedules } from "../vocabulary/channels.ts"
import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import { sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"

const { test: said } = words.setup

/** A header and five papers: more says nothing new, and each is a message of its own. */
const mostMessages = 6

/**
 * Sends the newest post as it would be to the admin who asks, in private: nothing is planned, booked or counted for the
 * channel, and nobody is called. Throws `UserError` where there is nothing to send, or no way to the admin.
 */
export async function sendTest(
  { adapters }: Pick<Services, "adapters">,
  { community, member }: Actor,
  {
    place,
    preview,
  }: {
    readonly place: { readonly id: string; readonly name: string }
    readonly preview: PostPreview | undefined
  },
): ReturnType<Schedules["setUp"]["sendTest"]> {
  const tell = adapterOf(adapters, community)?.tell
  if (tell === undefined) throw new UserError("no-test", said.noWay, { hint: said.noWayHint })
  const cards = preview?.cards.filter(({ inThreadOf }) => inThreadOf === undefined) ?? []
  if (cards.length === 0) throw new UserError("no-test", said.nothing, { hint: words.setup.preview.noneHint })
  const messages = cards
    .slice(0, mostMessages)
    .map(({ card }, index) => testOf(card, index === 0 ? place.name : undefined))
  try {
    for (const card of messages) await tell({ community, place: place.id, member }, card)
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    throw new UserError("no-test", said.failed, { hint: said.failedHint(error.message) })
  }
  return { sent: messages.length, left: cards.length - messages.length }
}

/** The message without whom it calls; the first one says what it is. */
function testOf({ mention: _, invites: __, ...card }: Card, channel: string | undefined): Card {
  if (channel === undefined) return card
  return { ...card, blocks: [{ kind: "note", text: sentence(said.note(channel)) }, ...card.blocks] }
}
