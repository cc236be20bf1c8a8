/** How the bot does, part by part, in doctor's terms. Nothing is asked of a source or a platform. */
import type { Check, Installation, OverviewPart } from "../../../src/vocabulary/operator.ts"
import type { Bot } from "../../../src/vocabulary/ports.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import { agoInWords, dayInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { type FailureServices, failuresOf, platformTitle } from "./failures.ts"

export type OverviewServices = FailureServices &
  Pick<Services, "adapters" | "library" | "lists"> & { readonly bot: Pick<Bot, "health"> }

const { operator: say } = words

/** All that is told, without the secrets of the configuration. A part that cannot be read says why. */
export async function overviewOf(
  services: OverviewServices,
  installation: Installation,
): Promise<readonly OverviewPart[]> {
  const part = async (name: keyof typeof say.parts, read: () => Promise<readonly Check[]>) => {
    const title = say.parts[name]
    const checks = await read().catch((error: unknown) => [unread(title, error)])
    return { title, none: say.none[name], checks: checks.map((check) => cleaned(check, installation)) }
  }
  return Promise.all([
    part("runs", () => runsOf(services, installation)),
    part("failures", () => failuresOf(services)),
    part("sources", () => sourcesOf(services, installation)),
    part("kept", () => installation.kept()),
    part("stored", () => storedOf(services, installation)),
  ])
}

function unread(subject: string, error: unknown): Check {
  return { subject, state: "error", found: error instanceof Error ? error.message : String(error) }
}

function cleaned({ subject, state, found, advice }: Check, { clean }: Installation): Check {
  return { subject: clean(subject), state, found: clean(found), ...(advice && { advice: clean(advice) }) }
}

async function runsOf({ bot }: OverviewServices, installation: Installation): Promise<readonly Check[]> {
  const health = Object.entries(await bot.health()).map(([name, { up, detail }]): Check => {
    const since = installation.since(name)
    const found = since === undefined ? detail : say.runs.since(detail, since.slice(0, 16).replace("T", " "))
    return { subject: platformTitle(name), state: up ? "ok" : "error", found }
  })
  return [...installation.runs(), ...health]
}

async function sourcesOf(
  { lists, clock }: OverviewServices,
  installation: Installation,
): Promise<readonly Check[]> {
  const day = await lists.newestDay()
  const list = day === undefined ? undefined : await lists.get(day)
  if (day === undefined || list === undefined) return installation.sources()
  const found = say.sources.listRead(dayInWords(day), agoInWords(list.readAt, clock.now()))
  return [...installation.sources(), { subject: say.sources.list, state: "ok", found }]
}

async function storedOf(
  { library, adapters, subscriptions }: OverviewServices,
  { storeBytes, keptDays }: Installation,
): Promise<readonly Check[]> {
  const ok = (subject: string, found: string): Check => ({ subject, state: "ok", found })
  const bytes = storeBytes()
  const posts = [...adapters.keys()].map(async (platform) => {
    const all = await subscriptions.ofPlatform(platform)
    const active = all.filter((one) => one.active && one.gone === undefined)
    const communities = new Set(all.map(({ community }) => community)).size
    const counts = say.stored.subscriptions(active.length, all.length - active.length, communities)
    return ok(say.stored.posts(platformTitle(platform)), counts)
  })
  return [
    ...(bytes === undefined ? [] : [ok(say.stored.size, say.stored.bytes(bytes))]),
    ok(say.stored.papers, (await library.count()).toLocaleString("en-US")),
    ...(await Promise.all(posts)),
    ok(say.stored.retention, say.stored.kept(keptDays)),
  ]
}
