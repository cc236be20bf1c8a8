/** A bot as it is killed: the real scheduler, store, mail adapter and connections. It does what can be done now, and ends. */
import "../../../adapters/runtime.mjs"
import { setTimeout as wait } from "node:timers/promises"
import { createLinks } from "../../../adapters/mail/links.ts"
import { createMail } from "../../../adapters/mail/mail.ts"
import { createMailTransport } from "../../../adapters/mail/transport.ts"
import { createOpenings } from "../../../src/digests/openings.ts"
import { createScheduler } from "../../../src/editions/scheduler.ts"
import { addressPlatform } from "../../../src/vocabulary/addresses.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { silentLog as log } from "../../silent-log.ts"
import { openEngine } from "../delivery/engines.ts"
import { benchLibrary } from "../delivery/library.ts"
import { type BotSetup, domain, keeper, keys } from "./shared.ts"

const papers = 3
/** How long a server that hangs is waited for. */
const silenceMs = 1_500

const setup = JSON.parse(process.argv[2] ?? "{}") as BotSetup
const clock = clockFrom(Temporal.Instant.from(setup.now))
const stores = await openEngine(setup.store)
const mail = createMail({
  ...{ addresses: stores.addresses, keeper, clock, log, perMinute: 6_000 },
  transport: createMailTransport({ url: setup.smtpUrl, domain, silenceMs }),
  from: { name: "Paperboy", address: `papers@${domain}`, domain },
  links: createLinks(`https://papers.${domain}`, keys),
})
const adapters = new Map([[addressPlatform, mail]])
const scheduler = createScheduler({
  ...{ ...stores, adapters, clock, log, random: Math.random, library: benchLibrary(papers, clock) },
  openDirect: createOpenings({ ...stores, adapters, clock, log, perHour: 1_000, holder: "bench" }),
})
process.send?.("ready")
await scheduler.tick()
await scheduler.idle()
await stores.close()
process.exit(0)

function clockFrom(from: Temporal.Instant): Clock {
  const began = performance.now()
  return {
    now: () => from.add({ milliseconds: Math.floor(performance.now() - began) }),
    wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
  }
}
