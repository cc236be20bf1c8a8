import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"
import { createLinks } from "../../../adapters/mail/links.ts"
import { createMail } from "../../../adapters/mail/mail.ts"
import { createMailTransport, type DkimKey } from "../../../adapters/mail/transport.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { addressCommunity } from "../../../src/vocabulary/addresses.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { createFakeClock } from "../../clock.ts"
import { silentLog } from "../../silent-log.ts"
import { createMailTwin } from "../../twins/mail/server.ts"

export const keys = () => [Buffer.alloc(32, 7)]
export const links = createLinks("https://papers.example.org", keys)
export const from = { name: "Paperboy", address: "papers@example.org", domain: "example.org" }

/** The adapter before a mail server on loopback, with one confirmed address. */
export async function createMailWorld({ dkim }: { readonly dkim?: DkimKey } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-mail-"))
  const stores = await openSqlite({ file: join(folder, "paperboy.sqlite"), log: silentLog })
  const twin = await createMailTwin()
  const keeper = addressKeeper(keys)
  const clock = createFakeClock("2025-10-27T08:00:00Z")
  const transport = createMailTransport({ url: twin.url, domain: from.domain, dkim, silenceMs: 2_500 })
  const mail = createMail({
    ...{ addresses: stores.addresses, transport, from, links, keeper, perMinute: 30, clock, log: silentLog },
  })
  const account = { community: "web:local", member: "web:ada" }
  const at = clock.now().toString()
  const id = "address-of-ada-1"
  const sealed = keeper.seal(id, "ada@example.com")
  await stores.addresses.add({ ...account, id, sealed, state: "confirmed", at })
  return {
    ...{ stores, twin, mail, keeper, clock, account, address: id },
    send: (card: Card, delivery = "delivery-1") =>
      mail.send({ community: addressCommunity, place: id, delivery }, card),
    stateOf: async () => (await stores.addresses.get(id))?.state,
    async close() {
      await twin.close()
      await stores.close()
      rmSync(folder, { recursive: true })
    },
  }
}
