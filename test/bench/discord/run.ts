/**
 * How fast members hear from the bot: a thousand interactions, each sent when the one before was answered, in the same
 * loop as a bare discord.js bot. Both are programs of their own; the twin of Discord is this one. Prints a table and
 * writes it beside this file.
 */

import "../../../adapters/runtime.mjs"
import type { ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import type { Asked } from "../../twins/discord/verbs/interact.ts"
import { launch, quantile, residentMegabytes } from "../bot-process.ts"

const interactions = 1_000
/** Code is compiled while it runs: the first answers of a fresh process say little about the next. */
const warmUps = 50
const questions = [
  "attention",
  "diffusion",
  "author:hinton",
  "language models are few shot",
  "reinforcment lerning",
]

type Contender = {
  readonly name: string
  readonly start: (twin: DiscordTwin) => ChildProcess
  readonly ask: (person: ReturnType<DiscordTwin["member"]>, round: number) => Asked
}

const dataDir = mkdtempSync(join(tmpdir(), "paperboy-bench-"))
const contenders: readonly Contender[] = [
  {
    name: "Paperboy, `/paper search`",
    start: (twin) =>
      launch(["adapters/paperboy.mjs", "start"], {
        DISCORD_TOKEN: twin.token,
        DISCORD_API_URL: twin.url,
        DATA_DIR: dataDir,
        PORT: "0",
        OFFLINE: "true",
        LOG_LEVEL: "error",
      }),
    ask: (person, round) =>
      person.slash("papers", "paper search", { query: questions[round % questions.length] ?? "attention" }),
  },
  {
    name: "a bare discord.js bot, `/ping`",
    start: (twin) => launch(["test/bench/discord/pong.ts", twin.url, twin.token], {}),
    ask: (person) => person.slash("papers", "ping"),
  },
]

const running = await Promise.all(contenders.map(arrive))
for (let round = 0; round < warmUps; round++) for (const one of running) await measure(one, round)
for (const { first, whole } of running) first.splice(0) && whole.splice(0)
for (let round = 0; round < interactions; round++) for (const one of running) await measure(one, round)
const report = table()
process.stdout.write(report)
writeFileSync(join(import.meta.dirname, "RESULTS.md"), report)
for (const { child, twin } of running) {
  child.kill("SIGTERM")
  await new Promise((resolve) => child.once("exit", resolve))
  await twin.stop()
}
rmSync(dataDir, { recursive: true, force: true })

async function arrive({ name, start, ask }: Contender) {
  const twin = await startDiscordTwin({ contract: false })
  const child = start(twin)
  await twin.waitFor(() => twin.observe.commands().length > 0, `${name} to be ready`, 60_000)
  const person = twin.member("Ada")
  return { name, twin, child, next: (round: number) => ask(person, round), first: number(), whole: number() }
}

type Running = Awaited<ReturnType<typeof arrive>>

/** From the interaction to the first response, and to the answer in full. */
async function measure({ next, first, whole }: Running, round: number): Promise<void> {
  const askedAt = performance.now()
  const asked = next(round)
  await asked.acknowledged()
  first.push(performance.now() - askedAt)
  await asked.answer()
  whole.push(performance.now() - askedAt)
}

function number(): number[] {
  return []
}

function table(): string {
  const rows = running.map(({ name, first, whole, child }) => {
    const times = [
      quantile(first, 0.5),
      quantile(first, 0.99),
      quantile(whole, 0.5),
      quantile(whole, 0.99),
    ].map((ms) => `${ms.toFixed(1)} ms`)
    return `| ${name} | ${times.join(" | ")} | ${residentMegabytes(child)} MB |`
  })
  return [
    "# How fast the first answer comes",
    "",
    `${interactions} interactions each, one after another, both bots in the same loop on ${cpus().length} cores`,
    `(${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}), over loopback; Discord's deadline is 3,000 ms.`,
    "",
    "| bot | first response, median | p99 | whole answer, median | p99 | memory |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "Paperboy acknowledges, searches its library and then shows cards; the bare bot's first response is its whole answer.",
    "Paperboy's memory is that of the whole program: page, store, search index and Discord.",
    "`npm run bench:discord` measures again.",
    "",
  ].join("\n")
}
