/**
 * `npm run bench:delivery`: measures exactly once and the fan-out, prints each figure when it is there, and keeps it in
 * `results.json` and RESULTS.md in the place of the one before. PostgreSQL is measured where TEST_DATABASE_URL names a
 * server. `ONLY=chaos`, `ONLY=fan-out`, `ONLY=posts`, `ONLY=metrics` or `ONLY=board`, `ENGINE=SQLite` and `PLATFORM=discord`
 * measure a part; `KILLS=20`, `CHANNELS=100` and `WORKSPACES=10` make it short, SIGTERM ends the kills early, and such a trial
 * is printed and not kept. `SEED=2` throws other dice.
 */
import "../../../adapters/runtime.mjs"
import { availableParallelism } from "node:os"
import { createProgress } from "../../../adapters/terminal/progress.ts"
import { realClock } from "../../real-clock.ts"
import { board, prometheusPath } from "./board.ts"
import { byChance, chaos } from "./chaos.ts"
import { engines, type Place } from "./engines.ts"
import { type FanOutPlan, fanOut } from "./fan-out.ts"
import { metricsCost } from "./metrics.ts"
import { platformNames } from "./platforms.ts"
import { posts } from "./posts.ts"
import { chaosTable, fanOutTable, keep, metricsTable, postsTable } from "./results.ts"

const whole = { kills: 200, channels: 10_000 }
/** A popular bot's channels, and ten channels of a hundred workspaces, each with a rate of its own. */
const wholePosts = { discord: 2_000, slack: 1_000 }
const wholeWorkspaces = 100
const { KILLS, SEED, CHANNELS, WORKSPACES, ONLY, ENGINE, PLATFORM, TEST_DATABASE_URL } = process.env
const kills = Number(KILLS ?? whole.kills)
const channels = Number(CHANNELS ?? whole.channels)
const progress = createProgress({ stream: process.stderr, clock: realClock })

/** Slack's clock goes ten times faster, since its ten thousand take more than half an hour of a workspace's time. */
const limits: readonly Pick<FanOutPlan, "name" | "perSecond" | "speed">[] = [
  { name: "discord", perSecond: 50, speed: 1 },
  { name: "slack", perSecond: 5, speed: 10 },
]

/** Five hundred messages a second are more than one machine can play the part of: there the clocks go five times slower. */
const postsSpeed = 0.2

/** A few seconds each, since it is the bot's own work that is measured. */
const wholeMetrics = { channels: 200, runs: 3 }

if (ONLY === undefined || ONLY === "chaos") await runChaos()
if (ONLY === undefined || ONLY === "fan-out") await runFanOut()
if (ONLY === undefined || ONLY === "posts") await runPosts()
if (ONLY === undefined || ONLY === "metrics") await runMetrics()
if (ONLY === undefined || ONLY === "board") await runBoard()

async function runChaos(): Promise<void> {
  console.log(chaosTable([]))
  const stopping = new AbortController()
  process.once("SIGTERM", () => stopping.abort())
  // Side by side, since a bot that starts mostly waits.
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    await Promise.all(
      platformNames.map((name, index) =>
        inPlace(isWanted(name), open, async (place) => {
          const dice = randomFrom(Number(SEED ?? 1) + index)
          const killing = { ...byChance(kills, dice), stop: stopping.signal }
          const row = { ...(await chaos(place, name, killing, reportOn(place, name))), ...conditions() }
          print(chaosTable([row]))
          if (row.kills >= whole.kills) keep({ chaos: row })
        }),
      ),
    )
}

async function runFanOut(): Promise<void> {
  console.log(`\n${fanOutTable([])}`)
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    for (const limit of limits)
      await inPlace(isWanted(limit.name), open, async (place) => {
        const replicas = place.setup.name === "SQLite" ? 1 : 3
        const plan = { ...limit, channels, replicas }
        const row = { ...(await fanOut(place, plan, reportOn(place, limit.name))), ...conditions() }
        print(fanOutTable([row]))
        if (channels >= whole.channels) keep({ fanOut: row })
      })
}

async function runPosts(): Promise<void> {
  console.log(`\n${postsTable([])}`)
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    for (const limit of limits)
      await inPlace(isWanted(limit.name), open, async (place) => {
        const channels = Number(CHANNELS ?? wholePosts[limit.name])
        const isSlack = limit.name === "slack"
        const workspaces = isSlack ? Number(WORKSPACES ?? wholeWorkspaces) : 1
        const speed = isSlack ? postsSpeed : limit.speed
        const plan = { ...limit, speed, channels, workspaces }
        const row = { ...(await posts(place, plan, reportOn(place, limit.name))), ...conditions() }
        print(postsTable([row]))
        if (channels >= wholePosts[limit.name] && workspaces >= (isSlack ? wholeWorkspaces : 1))
          keep({ posts: row })
      })
}

async function runMetrics(): Promise<void> {
  console.log(`\n${metricsTable([])}`)
  const channels = Number(CHANNELS ?? wholeMetrics.channels)
  for (const open of engines(TEST_DATABASE_URL, ENGINE))
    for (const limit of limits.filter(({ name }) => name === "discord" && isWanted(name))) {
      const row = {
        ...(await metricsCost(open, { ...limit, channels, runs: wholeMetrics.runs })),
        ...conditions(),
      }
      print(metricsTable([row]))
      if (channels >= wholeMetrics.channels) keep({ metrics: row })
    }
}

/** Fails where a query of the board is answered with nothing. */
async function runBoard(): Promise<void> {
  const prometheus = prometheusPath()
  if (prometheus === undefined)
    return console.log("\nThe board is not asked: no Prometheus is installed; set PROMETHEUS to its path.")
  const answers = [...(await board(prometheus))]
  console.log(`\n${answers.map(([query, values]) => `${values.length} lines: ${query}`).join("\n")}`)
  if (answers.some(([, values]) => values.length === 0)) process.exitCode = 1
}

function isWanted(platform: string): boolean {
  return PLATFORM === undefined || PLATFORM === platform
}

async function inPlace(
  wanted: boolean,
  open: () => Promise<Place>,
  work: (place: Place) => Promise<void>,
): Promise<void> {
  if (!wanted) return
  const place = await open()
  try {
    await work(place)
  } finally {
    await place.remove()
  }
}

function conditions() {
  const on = Temporal.Now.plainDateISO().toString()
  return { on, node: process.version, cores: availableParallelism() }
}

function reportOn({ setup }: Place, platform: string): (done: number, total: number) => void {
  return (done, total) => progress.report(done, total, `${setup.name} ${platform} ${done}/${total}`)
}

/** A table's last row. */
function print(table: string): void {
  progress.end()
  console.log(table.slice(table.lastIndexOf("\n") + 1))
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
