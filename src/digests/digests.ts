import { adapterOf } from "../community/adapter-of.ts"
import type { Digests, OpenDirect } from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { accountsOf } from "./accounts.ts"
import { createDrafting, type DraftingParts } from "./drafting.ts"

export type DigestParts = DraftingParts &
  Pick<Services, "adapters"> & {
    readonly openDirect: OpenDirect
  }

/** Members' own digests by direct message: each asked for, changed and ended by the member alone. */
export function createDigests(parts: DigestParts): Digests {
  const { subscriptions, persons, adapters, openDirect } = parts
  const { find, digestOf, drafted, newDigest, saved, ended, preview } = createDrafting(parts, "member")

  const takesDirects = ({ community }: Account) => adapterOf(adapters, community)?.openDirect !== undefined

  /** The account that gets the direct messages: the one that asks, or another linked one, preferably in a community with others. */
  async function reached(account: Account): Promise<Account | undefined> {
    if (takesDirects(account)) return account
    const others = (await accountsOf(persons, account)).filter(takesDirects)
    return others.find((one) => !isApart(one)) ?? others[0]
  }

  function isApart({ community, member }: Account): boolean {
    return adapterOf(adapters, community)?.ownCommunity?.(member) === community
  }

  async function blank(account: Account, timeZone: string) {
    const to = await reached(account)
    if (to !== undefined) return newDigest(to, timeZone, "")
    throw new UserError("no-directs", words.digests.noDirects, { hint: words.digests.noDirectsHint })
  }

  return {
    async of(actor) {
      const found = await find(actor)
      return found && digestOf(found)
    },
    async comesTo(actor) {
      const community = (await find(actor))?.community ?? (await reached(actor))?.community
      return community?.split(":")[0]
    },
    async here(actor) {
      const found = await find(actor)
      return found?.place === actor.place ? found : undefined
    },
    async turnOn(actor, draft) {
      const wanted = await drafted(actor, draft, blank)
      if (wanted === undefined) return undefined
      await persons.ensure(actor)
      if (draft.zone) await persons.update(actor, { timeZone: wanted.timeZone })
      const subscription = await saved(wanted)
      const opening = await openDirect(subscription)
      const known = (await subscriptions.get(subscription.id)) ?? subscription
      if (opening.kind !== "closed") return { digest: await digestOf(known), opening }
      // The member hears it now, and not again with their next command.
      const closed = await ended({ ...known, gone: "closed" })
      return { digest: await digestOf(closed), opening }
    },
    async turnOff(actor) {
      const found = await find(actor)
      return found?.active ? digestOf(await ended(found)) : undefined
    },
    async preview(actor, draft) {
      return preview((await drafted(actor, draft, blank)) ?? (await blank(actor, "UTC")))
    },
    async news(actor) {
      const found = await find(actor)
      if (found === undefined || !found.active || found.gone !== "closed") return undefined
      await ended(found)
      return words.digests.closedNews
    },
  }
}
