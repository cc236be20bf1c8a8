import { createHash, randomInt } from "node:crypto"
import { createAllowances } from "../concurrency/allowances.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Account, Linking, Member } from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { isGlobal } from "./persons.ts"

/** How long a code is valid. */
const validMinutes = 10
/** How many wrong codes a member may enter, and how long until they may enter as many again. */
const guesses = { most: 5, perMs: 10 * 60_000 }
const codeLength = 8
/** Without characters that are mistaken for others. */
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

const sayings = words.readers.link.errors

type Parts = Pick<Services, "members" | "persons" | "saved" | "adapters" | "clock">

/** Two accounts of one person become one by a code that is shown on one side and typed on the other. */
export function createLinking({ members, persons, saved, adapters, clock }: Parts): Linking {
  const guessing = createAllowances(guesses, clock)

  async function savedOf(account: Account): Promise<number> {
    const counts = await saved.counts(account)
    return Object.values(counts).reduce((sum, count) => sum + count, 0)
  }

  /** Other accounts of the member, each platform's global one once. */
  async function linkedTo(account: Account): Promise<readonly Member[]> {
    const own = await persons.find(account)
    if (own === undefined) return []
    const all = await persons.membersOf(own.person)
    const others = all.filter((one) => !isSame(one, account))
    return [...new Map(others.map((one) => [keyOf(one), one])).values()]
  }

  function isSame(one: Account, other: Account): boolean {
    return keyOf(one) === keyOf(other)
  }

  function keyOf(account: Account): string {
    const { community, member } = account
    return JSON.stringify([isGlobal(adapters, account) ? community.split(":")[0] : community, member])
  }

  /** Whose valid code that is. Throws `UserError` for any other, and for who guesses. */
  async function offererOf(account: Account, code: string): Promise<Account> {
    const who = keyOf(account)
    refuseGuessing(guessing.waitMs(who))
    const offerer = await members.offeredBy(hashOf(code), clock.now().toString())
    if (offerer === undefined) {
      guessing.take(who)
      throw new UserError("no-such-code", sayings.noSuchCode, { hint: sayings.noSuchCodeHint(validMinutes) })
    }
    const [theirs, own] = [await persons.find(offerer), await persons.find(account)]
    if (isSame(offerer, account))
      throw new UserError("own-code", sayings.ownCode, { hint: sayings.ownCodeHint })
    if (own !== undefined && own.person === theirs?.person)
      throw new UserError("linked-already", sayings.linkedAlready)
    return offerer
  }

  return {
    async offer({ community, member }) {
      const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("")
      const until = clock.now().add({ minutes: validMinutes }).toString()
      await members.offer(hashOf(code), { community, member }, until)
      const written = `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`
      return { code: written, minutes: validMinutes, saved: await savedOf({ community, member }) }
    },
    async look(account, code) {
      const other = await offererOf(account, code)
      return { other, theirs: await savedOf(other), own: await savedOf(account) }
    },
    async accept(account, code) {
      const other = await offererOf(account, code)
      if (!(await members.use(hashOf(code))))
        throw new UserError("no-such-code", sayings.noSuchCode, {
          hint: sayings.noSuchCodeHint(validMinutes),
        })
      const [theirs, own] = [await persons.ensure(other), await persons.ensure(account)]
      await members.join(own.person, theirs.person)
      return other
    },
    part: (account) => members.part(account, isGlobal(adapters, account)),
    linkedTo,
  }
}

/** Kept as a hash: who reads the store cannot use it. */
function hashOf(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "")
  return createHash("sha256").update(plain).digest("hex")
}

function refuseGuessing(waitMs: number): void {
  if (waitMs === 0) return
  const minutes = Math.ceil(waitMs / 60_000)
  throw new UserError("too-many-codes", sayings.tooMany, { hint: sayings.tooManyHint(minutes) })
}
