/** The figures that were measured, kept as data beside the report that is made of them. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { ChaosFigures } from "./chaos.ts"
import type { FanOutFigures } from "./fan-out.ts"
import type { MetricsFigures } from "./metrics.ts"
import type { PostsFigures } from "./posts.ts"

/** On which day, and on what. */
type Measured = { readonly on: string; readonly node: string; readonly cores: number }
export type ChaosRow = ChaosFigures & Measured
export type FanOutRow = FanOutFigures & Measured

export type PostsRow = PostsFigures & Measured
export type MetricsRow = MetricsFigures & Measured

export type Results = {
  readonly chaos: readonly ChaosRow[]
  readonly fanOut: readonly FanOutRow[]
  /** Absent until it was measured. */
  readonly posts?: readonly PostsRow[]
  readonly metrics?: readonly MetricsRow[]
}

const file = join(import.meta.dirname, "results.json")
const report = join(import.meta.dirname, "RESULTS.md")

const enginesInOrder = ["SQLite", "PostgreSQL"]
const platformsInOrder = ["memory", "discord", "slack"]

export function readResults(): Results {
  return JSON.parse(readFileSync(file, "utf8")) as Results
}

/** Puts a row in the place of the one that was measured under the same conditions before, and writes the report anew. */
export function keep(
  row:
    | { readonly chaos: ChaosRow }
    | { readonly fanOut: FanOutRow }
    | { readonly posts: PostsRow }
    | { readonly metrics: MetricsRow },
): void {
  const { chaos, fanOut, posts = [], metrics = [] } = readResults()
  const results: Results = {
    chaos: "chaos" in row ? placed(chaos, row.chaos, chaosKey) : chaos,
    fanOut: "fanOut" in row ? placed(fanOut, row.fanOut, fanOutKey) : fanOut,
    posts: "posts" in row ? placed(posts, row.posts, postsKey) : posts,
    metrics: "metrics" in row ? placed(metrics, row.metrics, chaosKey) : metrics,
  }
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`)
  writeFileSync(report, reportOf(results))
}

function placed<T extends ChaosRow | FanOutRow | PostsRow | MetricsRow>(
  rows: readonly T[],
  row: T,
  keyOf: (row: T) => string,
) {
  const others = rows.filter((other) => keyOf(other) !== keyOf(row))
  return [...others, row].toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

function chaosKey({ engine, platform }: ChaosRow | MetricsRow): string {
  return `${engine} ${platform}`
}

function postsKey({ engine, platform, workspaces = 1 }: PostsRow): string {
  return `${engine} ${platform} ${workspaces}`
}

function fanOutKey({ engine, platform, replicas }: FanOutRow): string {
  return `${engine} ${platform} ${replicas}`
}

function orderOf(row: ChaosRow | FanOutRow | PostsRow | MetricsRow): string {
  const places = [enginesInOrder.indexOf(row.engine), platformsInOrder.indexOf(row.platform)]
  return "channels" in row ? [...places, 1e6 - row.channels].join(" ") : places.join(" ")
}

/** Kills and what became of the messages, a row an engine and platform. */
export function chaosTable(rows: readonly ChaosRow[]): string {
  const cells = ({ engine, platform, kills, disturbances = 0, messages, lost, doubled }: ChaosRow) => [
    ...[engine, platform, kills, disturbances, messages, lost, doubled],
  ]
  const head = ["engine", "platform", "kills", "late, or store away", "messages", "lost", "doubled"]
  return table("l l r r r r r", head, rows.map(cells))
}

/** How long it takes until every channel has its post, and whether memory grows by it. */
export function fanOutTable(rows: readonly FanOutRow[]): string {
  const head = ["engine", "platform", "bots", "channels", "seconds", "of the possible rate", "refusals"]
  const cells = ({ engine, platform, replicas, channels, seconds, ofPossible, ...row }: FanOutRow) => [
    ...[engine, platform, replicas, channels, seconds.toFixed(1), `${ofPossible.toFixed(1)} %`],
    ...[row.refusals, row.lost, row.doubled, ...memoryCells(row)],
  ]
  const memory = ["resident, second and last tenth", "heap, second and last tenth", "a message"]
  return table("l l r r r r r r r r r r", [...head, "lost", "doubled", ...memory], rows.map(cells))
}

/** How long the default post takes: each channel's header and papers, then all rests, then the bot's own reactions. */
export function postsTable(rows: readonly PostsRow[]): string {
  const head = [
    "engine",
    "platform",
    "channels",
    "seconds",
    "of the possible rate",
    "a channel's bundle, median, p95",
  ]
  const cells = ({
    engine,
    platform,
    channels,
    seconds,
    ofPossible,
    bundle,
    workspaces = 1,
    ...row
  }: PostsRow) => [
    ...[
      engine,
      workspaces > 1 ? `${platform}, ${workspaces} workspaces` : platform,
      channels,
      seconds.toFixed(1),
      `${ofPossible.toFixed(1)} %`,
    ],
    ...[`${bundle.median.toFixed(1)}, ${bundle.p95.toFixed(1)} s`, row.restsBetween],
    ...[row.requestsAChannel.toFixed(1), row.reactions, row.reactionSeconds.toFixed(1)],
    ...[row.refusals, row.lost, row.doubled],
  ]
  const more = [
    "rests before the last bundle",
    "requests a channel",
    "reactions",
    "seconds for them",
    "refusals",
  ]
  return table("l l r r r r r r r r r r r", [...head, ...more, "lost", "doubled"], rows.map(cells))
}

/** What counting for Prometheus costs a message. */
export function metricsTable(rows: readonly MetricsRow[]): string {
  const cells = ({ engine, platform, channels, runs, without, counted, added }: MetricsRow) => [
    ...[engine, platform, channels, runs, without.toFixed(0), counted.toFixed(0), added.toFixed(1)],
    `${((100 * added) / without).toFixed(2)} %`,
  ]
  const head = [
    "engine",
    "platform",
    "channels",
    "runs of each",
    "without, µs",
    "with, µs",
    "added, µs",
    "more",
  ]
  return table("l l r r r r r r", head, rows.map(cells))
}

function memoryCells({ memory }: Pick<FanOutRow, "memory">): readonly string[] {
  if (memory === undefined) return ["", "", ""]
  const { resident, heap } = memory
  const tenths = ({ second, last }: { readonly second: number; readonly last: number }) =>
    `${second.toFixed(0)}, ${last.toFixed(0)} MB`
  return [tenths(resident), tenths(heap), `${signed(resident.kbAMessage)}, ${signed(heap.kbAMessage)} KB`]
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(1)}`
}

function table(
  sides: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`
  const rule = `|${sides
    .split(" ")
    .map((side) => (side === "r" ? "--:" : "---"))
    .join("|")}|`
  return [line(head), rule, ...rows.map(line)].join("\n")
}

function reportOf({ chaos, fanOut, posts = [], metrics = [] }: Results): string {
  const all = [...chaos, ...fanOut, ...posts, ...metrics]
  const each = (of: (row: Measured) => string | number) => [...new Set(all.map(of))].toSorted().join(", ")
  return `# Delivering, measured

\`npm run bench:delivery\`; Node ${each(({ node }) => node)}, ${each(({ cores }) => cores)} cores, twins of the platforms on loopback.
Rows were measured on ${each(({ on }) => on)}; \`results.json\` says which when.

## Once, however often the bot is killed

The bot is a process of its own with the real scheduler, store and adapter, ended by SIGKILL: when a request has not arrived yet,
when it was done and not answered, when it was answered and not yet confirmed, and at any moment of starting, planning and
sending. It is away for three to seven minutes then, so that leases end and Discord forgets some nonces. In other lives the
platform loses a request's connection and does what it asked for up to 45 seconds later, or the store goes away amid a send. One
bot in six has a clock that is minutes off, or an hour ahead. Each place has two posts that are alike to the letter.

${chaosTable(chaos)}

## Channels that are due at nine o'clock

Seconds are the platform's. Discord takes 50 requests a second from a bot, Slack some 300 messages a minute in a workspace; there
the clocks go ten times faster. A refusal is an answer of 429, waited for and sent again. Memory is that of the largest bot: the
median of what it kept each second while the second and the last tenth of the messages were sent, and by how much it grew with
each message in between (the line of least squares), all of it and the heap alone.

${fanOutTable(fanOut)}

## The default post, in every channel at nine o'clock

A header, five papers, and in its thread the other ten. Seconds are the platform's, until the last message. The possible rate is
that of messages alone. A bundle lasts five seconds on Discord, which takes five messages in five seconds in a channel: in few
channels that is the bound, and rests go out while the last papers wait for it. Each of Slack's
workspaces has a rate of its own; with a hundred of them the clocks go five times slower, since one machine plays them all.

${postsTable(posts)}

## Counting for Prometheus

Processor time of the bot for a message, from when it is ready until every channel has one: medians of runs in turns, with
\`METRICS_PORT\` and asked every 15 seconds, and without. Two runs differ by more than counting costs, so what it adds is measured
alone too: planning and confirming through the counters, and a message's part of being asked and of looking at the event loop.

${metricsTable(metrics)}
`
}
