/**
 * How fast members hear from the bot: a thousand commands over each transport, each sent when the one before was
 * answered, in the same loop as a bare bolt app. All are programs of their own; the twin of Slack is this one. Prints a
 * table and writes it beside this file. Each command comes from a channel of its own, as a channel takes one message a
 * second.
 */

import "../../../adapters/runtime.mjs"
import type { ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import { addChannel, addPerson, type Channel } from "../../twins/slack/world.ts"
import { launch, quantile, residentMegabytes } from "../bot-process.ts"

const commands = 1_000
/** Code is compiled while it runs: the first answers of a fresh process say little about the next. */
const warmUps = 50
const questions = [
  "attention",
  "diffusion",
  "author:hinton",
  "language models are few shot",
  "reinforcment lerning",
]

type Transport = "socket" | "http"
type Contender = {
  readonly name: string
  readonly transport: Transport
  readonly start: (twin: SlackTwin, port: number) => ChildProcess
}

const dataDirs: string[] = []
const contenders: readonly Contender[] = (["socket", "http"] as const).flatMap((transport) => [
  { name: "Paperboy, `/paper search`", transport, start: startPaperboy },
  { name: "a bare bolt app, “pong”", transport, start: startPong },
])

const running = await Promise.all(contenders.map(arrive))
for (let round = 0; round < warmUps; round++) for (const one of running) await measure(one, round)
for (const { acks, answers } of running) acks.splice(0) && answers.splice(0)
for (let round = 0; round < commands; round++) for (const one of running) await measure(one, round)
const report = table()
process.stdout.write(report)
writeFileSync(join(import.meta.dirname, "RESULTS.md"), report)
for (const { child, twin } of running) {
  child.kill("SIGTERM")
  await new Promise((resolve) => child.once("exit", resolve))
  await twin.stop()
}
for (const folder of dataDirs) rmSync(folder, { recursive: true, force: true })

function startPaperboy(twin: SlackTwin, port: number): ChildProcess {
  const dataDir = mkdtempSync(join(tmpdir(), "paperboy-bench-"))
  dataDirs.push(dataDir)
  return launch(["adapters/paperboy.mjs", "start"], {
    SLACK_API_URL: twin.apiUrl,
    SLACK_BOT_TOKEN: twin.botToken,
    ...(port > 0
      ? { SLACK_SIGNING_SECRET: twin.signingSecret, SLACK_PORT: String(port) }
      : { SLACK_APP_TOKEN: twin.appToken }),
    DATA_DIR: dataDir,
    PORT: "0",
    OFFLINE: "true",
    LOG_LEVEL: "error",
  })
}

function startPong(twin: SlackTwin, port: number): ChildProcess {
  const door = port > 0 ? [String(port), twin.signingSecret] : [twin.appToken]
  return launch(["test/bench/slack/pong.ts", twin.apiUrl, twin.botToken, ...door], {})
}

async function arrive({ name, transport, start }: Contender, index: number) {
  const twin = await startSlackTwin({ transport, scopes: Object.keys(scopes) })
  const port = transport === "http" ? 41_300 + index : 0
  const child = start(twin, port)
  if (port > 0) await listening(twin, `http://127.0.0.1:${port}/slack/events`)
  else while (twin.socket.count() === 0) await pause()
  const person = addPerson(twin.world, twin.workspace, "Ada")
  return { name, transport, twin, child, person, acks: numbers(), answers: numbers() }
}

/** A server that listens refuses what is not signed. */
async function listening(twin: SlackTwin, url: string): Promise<void> {
  const answers = () =>
    fetch(url, { method: "POST", body: "{}" }).then(
      ({ status }) => status === 401,
      () => false,
    )
  while (!(await answers())) await pause()
  twin.http.pointAt(url)
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100))
}

type Running = Awaited<ReturnType<typeof arrive>>

/** From the command to its acknowledgement, and to the answer that everybody sees. */
async function measure({ twin, person, acks, answers }: Running, round: number): Promise<void> {
  const { world, workspace } = twin
  const channel = addChannel(world, workspace, { name: `channel-${round}`, creator: person.id })
  const answered = firstMessage(channel)
  const askedAt = performance.now()
  const ack = await twin.slash(
    { workspace, channel, person },
    `search ${questions[round % questions.length]}`,
  )
  if (!ack.ok) throw new Error(ack.reason)
  acks.push(performance.now() - askedAt)
  answers.push((await answered) - askedAt)
}

/** The moment at which a channel gets a message; looking for it would be too coarse. */
function firstMessage({ messages }: Channel): Promise<number> {
  return new Promise((resolve) => {
    messages.push = (...added) => {
      resolve(performance.now())
      return Array.prototype.push.apply(messages, added)
    }
  })
}

function numbers(): number[] {
  return []
}

function table(): string {
  const rows = running.map(({ name, transport, acks, answers, child }) => {
    const times = [
      quantile(acks, 0.5),
      quantile(acks, 0.99),
      quantile(answers, 0.5),
      quantile(answers, 0.99),
    ].map((ms) => `${ms.toFixed(1)} ms`)
    const over = transport === "socket" ? "Socket Mode" : "HTTP"
    return `| ${name} | ${over} | ${times.join(" | ")} | ${residentMegabytes(child)} MB |`
  })
  return [
    "# How fast the first answer comes",
    "",
    `${commands} commands each, one after another, all four bots in the same loop on ${cpus().length} cores`,
    `(${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}), over loopback; Slack's deadline is 3,000 ms.`,
    "",
    "| bot | transport | acknowledged, median | p99 | answered, median | p99 | memory |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "Paperboy acknowledges, asks Slack for the member's rights (two requests where nobody is an admin), searches its",
    "library and posts cards; the bare app posts one word. Each command comes from a channel of its own: Slack takes one",
    "message a second in a channel, which would be all that is measured. Paperboy's memory is that of the whole program:",
    "page, store, search index and Slack.",
    "`npm run bench:slack` measures again.",
    "",
  ].join("\n")
}
