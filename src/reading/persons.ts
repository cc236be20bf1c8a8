import { adapterOf } from "../community/adapter-of.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Account, Persons } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"

/** What is to be known of a platform: connected or not. */
export type PlatformsPeople = ReadonlyMap<string, Pick<Adapter, "accounts" | "ownCommunity" | "timeZoneOf">>

type PersonServices = Pick<Services, "members"> & { readonly adapters: PlatformsPeople }

/** Who is who, as the platforms have it: on some an account is the same person in every community. */
export function createPersons({ members, adapters }: PersonServices): Persons {
  const find = (account: Account) => members.find(account, isGlobal(adapters, account))
  return {
    find,
    ensure: (account) => members.ensure(account, isGlobal(adapters, account)),
    membersOf: members.membersOf,
    async update(account, settings) {
      await members.ensure(account, isGlobal(adapters, account))
      await members.update(account, settings)
    },
    async timeZoneOf(account) {
      const own = (await find(account))?.timeZone
      return own ?? adapterOf(adapters, account.community)?.timeZoneOf?.(account)
    },
  }
}

/** Whether the platform's member ids are the same persons in all its communities. */
export function isGlobal(adapters: PlatformsPeople, { community }: Account): boolean {
  return adapterOf(adapters, community)?.accounts === "global"
}
