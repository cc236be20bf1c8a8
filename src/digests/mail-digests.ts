import { confirmMailCard } from "../cards/mail-card.ts"
import type { Actor } from "../vocabulary/actor.ts"
import {
  type Address,
  type AddressKeeper,
  addressCommunity,
  addressPlatform,
} from "../vocabulary/addresses.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { DigestDraft, MailDigest, MailDigests } from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { createDrafting, type DraftingParts, healthDays, mostEditions } from "./drafting.ts"
import { readAddress } from "./read-address.ts"

export type MailDigestParts = DraftingParts &
  Pick<Services, "adapters" | "addresses"> & { readonly keeper: AddressKeeper }

/** Whoever reads there has a day to say yes. */
export const hoursToConfirm = 24
/** Confirmation mails within a day: to one address, whoever asks, and for one member, whatever they type. */
const mostPerDay = { address: 3, member: 5 } as const

/** Members' digests by mail. An address gets one mail that asks it, and nothing more before somebody there has said yes. */
export function createMailDigests(parts: MailDigestParts): MailDigests {
  const { subscriptions, editions, persons, adapters, addresses, clock, keeper } = parts
  const { find, digestOf, drafted, newDigest, saved, ended } = createDrafting(parts, "address")

  async function stateOf(subscription: Subscription): Promise<MailDigest> {
    const holding = await addresses.get(subscription.place)
    const waiting = (await waitingOf(subscription)).find(({ id }) => id !== subscription.place)
    const address = holding && keeper.open(holding.id, holding.sealed)
    const asked = waiting && keeper.open(waiting.id, waiting.sealed)
    const state = inState(subscription, holding)
    const digest = await digestOf(subscription)
    return { state, address, ...(asked && { asked }), digest, ...(await sendingOf(subscription)) }
  }

  /** How its mails of the last days fared at the server, from the rows from which they are sent. */
  async function sendingOf({ id }: Subscription): Promise<Pick<MailDigest, "unanswered" | "trouble">> {
    const since = hoursAgo(healthDays * 24)
    const known = await editions.ofSubscription(id, mostEditions, { withMessages: true })
    const lately = known.filter(({ plannedAt }) => plannedAt >= since)
    const mails = (await Promise.all(lately.map((edition) => editions.deliveries(edition.id)))).flat()
    const waiting = mails.find(({ state, error }) => state === "waiting" && error !== undefined)
    return {
      unanswered: mails.filter(({ unanswered }) => unanswered).length,
      ...(waiting && { trouble: waiting.error }),
    }
  }

  /** Newest first. */
  async function waitingOf({ community, createdBy }: Subscription): Promise<readonly Address[]> {
    const own = await addresses.ofMember(community, createdBy)
    return own.filter((one) => one.state === "asked" && one.at > hoursAgo())
  }

  function hoursAgo(hours = hoursToConfirm): string {
    return clock.now().subtract({ hours }).toString()
  }

  async function wantedBy(actor: Actor, draft: DigestDraft, place = ""): Promise<Subscription | undefined> {
    const isWeekly = /^week(?:ly)?$/i.test(draft.days?.trim() ?? "")
    const written = isWeekly ? { ...draft, days: words.mail.weekly } : draft
    const wanted = await drafted(actor, written, (account, zone) => newDigest(account, zone, place))
    if (wanted === undefined) return undefined
    const ofChannel = draft.what === "list" ? await listOfChannel(actor) : {}
    const back = draft.days !== undefined && wanted.list === "week" ? ({ list: "day" } as const) : {}
    return { ...wanted, ...back, ...ofChannel, ...(isWeekly && { list: "week" }) }
  }

  async function listOfChannel({ community, place }: Actor) {
    const [channel] = await subscriptions.ofPlace(community, place)
    if (channel === undefined || channel.content.kind !== "list") return {}
    const { list, categories, filter } = channel
    return { list, filter, ...(categories && { categories }) }
  }

  async function remembered(actor: Actor, { zone }: DigestDraft, { timeZone }: Subscription): Promise<void> {
    await persons.ensure(actor)
    if (zone) await persons.update(actor, { timeZone })
  }

  /** Keeps an address, and says whether it may be sent a mail. Throws `UserError` for a member who asks too often. */
  async function keep({ community, member }: Account, address: string) {
    const id = keeper.newId()
    const at = clock.now().toString()
    const may = (what: string, most: number) =>
      addresses.ask([{ hash: keeper.hash(what), most }], at, hoursAgo())
    if (!(await may(`${community} ${member}`, mostPerDay.member)))
      throw new UserError("asked-often", words.mail.askedOften, { hint: words.mail.askedOftenHint })
    await addresses.add({ id, community, member, sealed: keeper.seal(id, address), state: "asked", at })
    return { id, mayBeSent: await may(address.toLowerCase(), mostPerDay.address) }
  }

  async function holds({ place }: Subscription): Promise<boolean> {
    return (await addresses.get(place))?.state === "confirmed"
  }

  async function endOf(account: Account, id: string): Promise<void> {
    const found = await find(account)
    if (found?.place === id && found.active) await ended(found)
  }

  return {
    isOffered: () => adapters.has(addressPlatform),
    async of(actor) {
      const found = await find(actor)
      return found && stateOf(found)
    },
    async ask(actor, written, draft) {
      const adapter = adapters.get(addressPlatform)
      if (adapter?.tell === undefined)
        throw new UserError("no-mail", words.mail.notOffered, { hint: words.mail.notOfferedHint })
      const address = readAddress(written)
      const wanted = await wantedBy(actor, draft)
      if (wanted === undefined) return undefined
      await remembered(actor, draft, wanted)
      const { id, mayBeSent } = await keep(actor, address)
      if (await holds(wanted)) await saved(wanted)
      else await subscriptions.save({ ...wanted, place: id, active: false })
      const to = { community: addressCommunity, place: id, member: id }
      if (mayBeSent) await adapter.tell(to, confirmMailCard(wanted, hoursToConfirm))
      const known = await find(actor)
      return known && stateOf(known)
    },
    async change(actor, draft) {
      if ((await find(actor)) === undefined) return undefined
      const wanted = await wantedBy(actor, draft)
      if (wanted === undefined) return undefined
      await remembered(actor, draft, wanted)
      if (await holds(wanted)) return stateOf(await saved(wanted))
      await subscriptions.save({ ...wanted, active: false })
      return stateOf(wanted)
    },
    async stop(actor) {
      const found = await find(actor)
      if (found === undefined) return undefined
      for (const { id } of await waitingOf(found)) await finish(id, "stopped")
      return stateOf(found.active ? await ended(found) : found)
    },
    async news(actor) {
      const found = await find(actor)
      if (!found?.active || (await addresses.get(found.place))?.end !== "refused") return undefined
      await ended(found)
      return words.mail.refusedNews
    },
    async confirm(id) {
      const address = await addresses.get(id)
      if (address === undefined) return false
      const now = { state: "confirmed", at: clock.now().toString() } as const
      const isNew = address.at > hoursAgo() && (await addresses.change(id, ["asked"], now))
      if (!isNew) return address.state === "confirmed"
      const found = await find(address)
      if (found === undefined) return false
      if (found.place !== id) await finish(found.place, "replaced")
      const { gone: _, ...rest } = found
      await saved({ ...rest, place: id })
      return true
    },
    async end(id) {
      const address = await addresses.get(id)
      if (address === undefined) return
      await finish(id, "stopped")
      await endOf(address, id)
    },
  }

  async function finish(id: string, end: "stopped" | "replaced"): Promise<void> {
    const at = clock.now().toString()
    await addresses.change(id, ["asked", "confirmed"], { state: "ended", at, end })
  }
}

function inState({ active }: Subscription, holding: Address | undefined): MailDigest["state"] {
  if (holding?.end === "refused") return "lost"
  if (holding?.state === "asked") return "asked"
  return active && holding?.state === "confirmed" ? "on" : "off"
}
