/**
 * A replica of its own that claims and sends until all is sent: `deliver.ts PLACE OUTBOX TOTAL`. Sending is writing a
 * file of the delivery's id into the folder OUTBOX; like a platform, the folder can be asked whether one is there. Says
 * each id it sends, and `doubled ID` where one was there already.
 */
import "../../../../adapters/runtime.mjs"
import { existsSync, readdirSync, writeFileSync, writeSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { openPostgres } from "../../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../../src/storage/open-sqlite.ts"
import type { Claim } from "../../../../src/vocabulary/delivery-stores.ts"
import { silentLog as log } from "../../../silent-log.ts"

/** Short, so that what a killed replica held is soon somebody else's. */
const leaseMs = 1_500

const [place = "", outbox = "", total = "0"] = process.argv.slice(2)
const { editions, close } = await (place.startsWith("postgres:")
  ? openPostgres({ url: place, log })
  : openSqlite({ file: place, log }))

while (readdirSync(outbox).length < Number(total) || (await claim()).length > 0) {
  for (const one of await claim()) await deliver(one)
  await wait(20)
}
await close()

function claim() {
  const now = Temporal.Now.instant()
  const leaseUntil = now.add({ milliseconds: leaseMs }).toString()
  return editions.claim({ now: now.toString(), leaseUntil, limit: 5 })
}

async function deliver(claim: Claim): Promise<void> {
  const message = join(outbox, claim.id)
  if (!(claim.uncertain && existsSync(message))) send(claim.id, message)
  const { community, place } = claim
  await editions.confirm(claim, { community, place, message: claim.id }, Temporal.Now.instant().toString())
}

function send(id: string, message: string): void {
  const isDoubled = existsSync(message)
  writeFileSync(message, "")
  writeSync(1, `${isDoubled ? "doubled " : ""}${id}\n`)
}
