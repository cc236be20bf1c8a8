import type { Account, Persons } from "../vocabulary/readers.ts"

/** All accounts of the person, the one given among them: one who is not known has only that one. */
export async function accountsOf(
  persons: Pick<Persons, "find" | "membersOf">,
  account: Account,
): Promise<readonly Account[]> {
  const known = await persons.find(account)
  const members = known === undefined ? [] : await persons.membersOf(known.person)
  const isAmong = members.some((one) => one.community === account.community && one.member === account.member)
  return isAmong ? members : [account, ...members]
}
