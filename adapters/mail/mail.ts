/** E-mail as a platform: a place is an address that somebody confirmed, and a message is a mail that nobody can change. */
import type { Address, AddressKeeper } from "../../src/vocabulary/addresses.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import type { To } from "./content.ts"
import type { Links } from "./links.ts"
import { messageOf } from "./message.ts"
import { platform } from "./refusals.ts"
import type { Sender } from "./sender.ts"
import type { Transport } from "./transport.ts"

export type MailOptions = Pick<Stores, "addresses"> & {
  readonly transport: Transport
  readonly from: Sender
  readonly links: Links
  readonly keeper: AddressKeeper
  readonly perMinute: number
  readonly clock: Clock
  readonly log: Log
}

const { errors, health } = words.mail

export function createMail(options: MailOptions): Adapter {
  const { addresses, keeper, transport, from, links, clock, log } = options
  let failing: string | undefined
  let unknown = 0

  async function mailTo(address: Address, id: string, card: Card): Promise<void> {
    const to = keeper.open(address.id, address.sealed)
    if (to === undefined)
      throw new PlatformError(platform, "key-gone", errors.keyGone, { hint: errors.keyGoneHint })
    const isAsked = address.state === "asked"
    const about: To = { address: address.id, links, isAsked }
    const message = await messageOf(card, about, { to, id, at: clock.now() }, from)
    try {
      await transport.send(message, async (means) => {
        if (means === "no-mailbox") await endedBy(address)
        if (means === "may-have-arrived") unknown += 1
      })
      failing = undefined
    } catch (error) {
      noted(error)
      throw error
    }
  }

  async function endedBy({ id }: Address): Promise<void> {
    const end = { state: "ended", at: clock.now().toString(), end: "refused" } as const
    await addresses.change(id, ["asked", "confirmed"], end)
    log.info({ address: id }, words.mail.log.ended)
  }

  function noted(error: unknown): void {
    const isServers = error instanceof NetworkError || (error instanceof PlatformError && error.isWholeRate)
    if (isServers) failing = error.message
  }

  /** One to which mail may go. Throws where none may. */
  async function reachable(id: string): Promise<Address> {
    const address = await addresses.get(id)
    if (address === undefined || address.state === "ended")
      throw new PlatformError(platform, "ended", errors.ended, { placeGone: "closed" })
    return address
  }

  return {
    platform,
    rate: { perSecond: options.perMinute / 60, per: "bot" },
    // Every mail has a connection of its own.
    start: async () => undefined,
    async send({ community, place, delivery, signal }, card) {
      const address = await reachable(place)
      if (address.state !== "confirmed")
        throw new PlatformError(platform, "ended", errors.ended, { placeGone: "closed" })
      signal?.throwIfAborted()
      const message = delivery ?? keeper.newId()
      await mailTo(address, message, card)
      return { community, place, message }
    },
    // A mail server tells nothing of what it has taken: what may have arrived is sent again under the same Message-ID.
    async lookUp() {
      return undefined
    },
    async tell({ place }, card) {
      await mailTo(await reachable(place), `ask.${place}`, card)
    },
    async openDirect({ member }) {
      return { place: (await reachable(member)).id }
    },
    // What was mailed cannot be changed.
    edit: async () => undefined,
    async openThread() {
      throw new PlatformError(platform, "no-threads", errors.noThreads)
    },
    reviveThread: async () => false,
    linkTo: () => undefined,
    missingPermissions: async () => [],
    health() {
      const counted = unknown === 0 ? "" : `; ${health.unknown(unknown)}`
      return { up: failing === undefined, detail: `${failing ?? health.ready(transport.host)}${counted}` }
    },
    stop: async () => undefined,
  }
}
