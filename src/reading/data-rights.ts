import { adapterOf, platformOf } from "../community/adapter-of.ts"
import type { DataRights, Subject } from "../vocabulary/data-rights.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import type { PlatformsPeople } from "./persons.ts"

type DataRightServices = Pick<Services, "dataRights" | "persons" | "clock"> & {
  readonly adapters: PlatformsPeople
}

/** What a member may know and have deleted, wherever they are the same person. */
export function createDataRights({ dataRights, persons, adapters, clock }: DataRightServices): DataRights {
  async function subjectOf({ community, member }: Account): Promise<Subject> {
    const person = (await persons.find({ community, member }))?.person
    const linked = person === undefined ? [] : await persons.membersOf(person)
    const accounts = [
      { community, member },
      ...linked.map((one) => ({ community: one.community, member: one.member })),
    ]
    const adapted = accounts.map((account) => ({ account, adapter: adapterOf(adapters, account.community) }))
    return {
      accounts,
      person,
      everywhere: adapted
        .filter(({ adapter }) => adapter?.accounts === "global")
        .map(({ account }) => ({ platform: platformOf(account.community), member: account.member })),
      own: adapted.flatMap(({ account, adapter }) => adapter?.ownCommunity?.(account.member) ?? []),
    }
  }

  return {
    holdings: async (account) => dataRights.holdings(await subjectOf(account)),
    forget: async (account) => dataRights.forget(await subjectOf(account), clock.now().toString()),
  }
}
