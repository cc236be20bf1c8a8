/**
 * `npm run bench:delivery`: prints the figures of exactly once and of the fan-out, and writes RESULTS.md. PostgreSQL is
 * measured too where TEST_DATABASE_URL names a server. `KILLS=20 CHANNELS=500` makes it short; `ONLY=chaos` or
 * `ONLY=fan-out`, and `ENGINE=SQLite`, measure a part.
 */
import { writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { type ChaosFigures, chaos } from "./chaos.ts"
import { engines, type Place } from "./engines.ts"
import { type FanOutFigures, type FanOutPlan, fanOut } from "./fan-out.ts"
import { platformNames } from "./platforms.ts"

const { KILLS = "200", CHANNELS = "10000", ONLY, ENGINE, TEST_DATABASE_URL } = process.env
const kills = Number(KILLS)
const channels = Number(CHANNELS)

const chaosTable: string[] = [
  "| engine | platform | kills | messages | lost | doubled |",
  "|---|---|--:|--:|--:|--:|",
]
const fanOutTable: string[] = [
  "| engine | platform | bots | channels | seconds | of the possible rate | refusals | doubled | memory, then at most |",
  "|---|---|--:|--:|--:|--:|--:|--:|--:|",
]

/** Slack's clock goes ten times faster, since its ten thousand take more than half an hour of a workspace's time. */
const limits: readonly Pick<FanOutPlan, "name" | "perSecond" | "speed">[] = [
  { name: "discord", perSecond: 50, speed: 1 },
  { name: "slack", perSecond: 5, speed: 10 },
]

if (ONLY !== "fan-out") await runChaos()
if (ONLY !== "chaos") await runFanOut()
if (ONLY === undefined && ENGINE === undefined)
  writeFileSync(join(import.meta.dirname, "RESULTS.md"), report())

async function runChaos(): Promise<void> {
  console.log(`${chaosTable.join("\n")}`)
  // Side by side, since a bot that starts mostly waits.
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    await Promise.all(
      platformNames.map((name, seed) =>
        inPlace(open, async (place) =>
          say(chaosTable, chaosRow(await chaos(place, name, { kills, random: randomFrom(seed + 1) }))),
        ),
      ),
    )
}

async function runFanOut(): Promise<void> {
  console.log(`\n${fanOutTable.join("\n")}`)
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    for (const limit of limits)
      await inPlace(open, async (place) => {
        const replicas = place.setup.name === "SQLite" ? 1 : 3
        say(fanOutTable, fanOutRow(await fanOut(place, { ...limit, channels, replicas })))
      })
}

async function inPlace(open: () => Promise<Place>, work: (place: Place) => Promise<void>): Promise<void> {
  const place = await open()
  try {
    await work(place)
  } finally {
    await place.remove()
  }
}

function say(table: string[], row: string): void {
  table.push(row)
  console.log(row)
}

function chaosRow({ engine, platform, kills: killed, messages, lost, doubled }: ChaosFigures): string {
  return `| ${[engine, platform, killed, messages, lost, doubled].join(" | ")} |`
}

function fanOutRow(figures: FanOutFigures): string {
  const {
    engine,
    platform,
    replicas,
    channels: posted,
    seconds,
    ofPossible,
    refusals,
    doubled,
    memory,
  } = figures
  const facts = [
    engine,
    platform,
    replicas,
    posted,
    seconds.toFixed(1),
    `${ofPossible.toFixed(1)} %`,
    refusals,
  ]
  return `| ${[...facts, doubled, `${memory.early.toFixed(0)}, ${memory.most.toFixed(0)} MB`].join(" | ")} |`
}

function report(): string {
  const day = Temporal.Now.plainDateISO().toString()
  return `# Delivering, measured

\`npm run bench:delivery\`, on ${day}, Node ${process.version}, ${availableParallelism()} cores, twins of the platforms on loopback.

## Once, however often the bot is killed

The bot is a process of its own with the real scheduler, store and adapter, ended by SIGKILL: when a request has not arrived yet,
when it was done and not answered, when it was answered and not yet confirmed, and at any moment of starting, planning and
sending. It is away for three to seven minutes then, so that leases end and Discord forgets some nonces.

${chaosTable.join("\n")}

## ${channels.toLocaleString("en")} channels at nine o'clock

Seconds are the platform's. Discord takes 50 requests a second from a bot, Slack some 300 messages a minute in a workspace.

${fanOutTable.join("\n")}
`
}

/** Mulberry32: the same ends in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
