/**
 * Whether every query of the Grafana board is answered with figures: by a real Prometheus that asks the whole program, while it
 * delivers on Discord's twin, reads its sources, and is asked by members.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { silentLog } from "../../silent-log.ts"
import { startSampleSource } from "../../twins/browser/sample-source.ts"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { launch } from "../bot-process.ts"

/** By query: the newest value of each line that Grafana would draw, or nothing. */
export type BoardFigures = ReadonlyMap<string, readonly number[]>

const channels = 40
const scrapeEvery = "1s"
/** Grafana's `$__rate_interval`: four times as long as it takes to ask again, and no less than a minute here. */
const rateInterval = "1m"
const patienceMs = 180_000

/** Debian's package `prometheus` brings it; undefined where it is not installed. */
export function prometheusPath(): string | undefined {
  return [process.env.PROMETHEUS, "/usr/bin/prometheus", "/usr/local/bin/prometheus"].find(
    (place) => place !== undefined && existsSync(place),
  )
}

/** What Grafana would ask. */
function boardQueries(): readonly string[] {
  const file = resolve(import.meta.dirname, "../../../deploy/grafana-board.json")
  const { panels } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[]
  }
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
}

export async function board(prometheus: string): Promise<BoardFigures> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-board-"))
  const [twin, source] = [await twinWithChannels(), await startSampleSource()]
  const [metricsPort, port] = [await freePort(), await freePort()]
  await subscribe(folder, twin)
  const watcher = startPrometheus(prometheus, { folder, port, metricsPort })
  const bot = launch(["adapters/paperboy.mjs", "start"], {
    ...{ DISCORD_TOKEN: twin.token, DISCORD_API_URL: twin.url, DATA_DIR: folder, PORT: "0", TIMEZONE: "UTC" },
    ...{ METRICS_PORT: String(metricsPort), LOG_LEVEL: "silent", THUMBNAILS: "off" },
    ...{ HF_BASE_URL: source.address, ARXIV_BASE_URL: source.address, ARXIV_RSS_BASE_URL: source.address },
  })
  try {
    await twin.waitFor(() => twin.observe.commands().length > 0, "the bot to be ready", patienceMs)
    return await untilAllAnswered(`http://127.0.0.1:${port}`, (round) => ask(twin, round))
  } finally {
    for (const child of [bot, watcher]) await ended(child)
    await source.stop()
    await twin.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks again while something is not there yet, as somebody does who looks at a new board. */
async function untilAllAnswered(url: string, use: (round: number) => Promise<void>) {
  const until = Date.now() + patienceMs
  for (let round = 0; ; round++) {
    await use(round)
    const answers = new Map<string, readonly number[]>()
    for (const query of boardQueries()) answers.set(query, await answerTo(url, query))
    const isWhole = [...answers.values()].every((values) => values.length > 0)
    if (isWhole || Date.now() > until) return answers
    await wait(1_000)
  }
}

/** Numbers alone: a quantile of nothing is none. */
async function answerTo(url: string, query: string): Promise<readonly number[]> {
  const asked = new URLSearchParams({ query: query.replaceAll("$__rate_interval", rateInterval) })
  const answer = await fetch(`${url}/api/v1/query?${asked}`).catch(() => undefined)
  if (answer === undefined) return []
  const { data } = (await answer.json()) as {
    readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] }
  }
  return (data?.result ?? []).map(({ value }) => Number(value[1])).filter(Number.isFinite)
}

/** A question, and a post in one more channel. */
async function ask(twin: DiscordTwin, round: number): Promise<void> {
  await twin.member("Ada").slash("papers-0", "paper search", { query: "attention" }).answer()
  const admin = twin.member("Bo", { admin: true })
  await admin.slash(`papers-${round % channels}`, "paper-admin deliver").answer()
}

function twinWithChannels(): Promise<DiscordTwin> {
  const names = Array.from({ length: channels }, (_, index) => ({ name: `papers-${index}` }))
  return startDiscordTwin({ contract: false, faster: 1, channels: names })
}

async function subscribe(folder: string, twin: DiscordTwin): Promise<void> {
  const stores = await openSqlite({ file: join(folder, "paperboy.sqlite"), log: silentLog })
  const now = Temporal.Now.instant()
  for (let index = 0; index < channels; index++) {
    const place = twin.channel(`papers-${index}`, twin.guild)
    await stores.subscriptions.save({
      ...{ ...defaultSubscription, id: place, community: `discord:${twin.guild.id}`, place, active: true },
      ...{ schedule: "0 9 * * *", timeZone: "UTC", createdBy: "bench", createdAt: now.toString() },
      nextRunAt: now.toString(),
    })
  }
  await stores.close()
}

function startPrometheus(
  program: string,
  of: { readonly folder: string; readonly port: number; readonly metricsPort: number },
): ChildProcess {
  const config = join(of.folder, "prometheus.json")
  const targets = [`127.0.0.1:${of.metricsPort}`]
  const scrape = { job_name: "paperboy", static_configs: [{ targets }] }
  writeFileSync(
    config,
    JSON.stringify({ global: { scrape_interval: scrapeEvery }, scrape_configs: [scrape] }),
  )
  const given = {
    "config.file": config,
    "storage.tsdb.path": join(of.folder, "prometheus"),
    "web.listen-address": `127.0.0.1:${of.port}`,
    "log.level": "error",
  }
  const words = Object.entries(given).map(([name, value]) => `--${name}=${value}`)
  return spawn(program, words, { stdio: ["ignore", "ignore", "inherit"] })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((open) => server.listen(0, "127.0.0.1", open))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === "object" && address ? address.port : 0
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((exited) => child.once("exit", exited))
  child.kill("SIGTERM")
  await gone
}
