/** The running program, as its operator's page tells of it: what only the wiring knows. */
import { statSync } from "node:fs"
import type { Config } from "../config/load.ts"
import { daysKept } from "../src/storage/retention.ts"
import type { Check, Installation } from "../src/vocabulary/operator.ts"
import type { Adapter } from "../src/vocabulary/ports.ts"
import type { Clock } from "../src/vocabulary/system.ts"
import { agoInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { storeFile } from "./core.ts"
import { backupChecks } from "./diagnose-installation.ts"
import { withoutSecrets } from "./log.ts"
import type { Measuring } from "./metrics/measuring.ts"
import { pageCheck } from "./page-access.ts"

type Answer = { readonly at: string; readonly problem?: string }
type Requests = Pick<Measuring, "fetch">

const titles: Readonly<Record<string, string>> = {
  huggingface: words.doctor.network.huggingFace,
  arxiv: words.doctor.network.arXiv,
}

export type Answers = ReturnType<typeof createAnswers>

/** When each source answered last, or why it did not. */
export function createAnswers(clock: Pick<Clock, "now">) {
  const last = new Map<string, Answer>()
  const note = (source: string, problem?: string) =>
    last.set(source, { at: clock.now().toString(), ...(problem && { problem }) })

  return {
    last: (source: string) => last.get(source),
    /** Sees the requests that another one sees too. */
    on: (inner: Requests | undefined): Requests => ({
      fetch(ask, sourceOf) {
        const next = inner?.fetch(ask, sourceOf) ?? ask
        return async (input, init) => {
          const source = sourceOf(input)
          try {
            const answer = await next(input, init)
            note(source, answer.status < 500 ? undefined : words.operator.sources.status(answer.status))
            return answer
          } catch (error) {
            note(source, error instanceof Error ? error.message : String(error))
            throw error
          }
        }
      },
    }),
  }
}

export type RunningInstallation = Installation & {
  /** Notes which platforms are connected; asked with every tick. */
  look(): void
}

/** What the operator's page is told of this program. */
export function createInstallation(
  config: Config,
  parts: {
    readonly version: string
    readonly adapters: ReadonlyMap<string, Adapter>
    readonly answers: Answers
    readonly clock: Clock
  },
): RunningInstallation {
  const { version, adapters, answers, clock } = parts
  const startedAt = clock.now().toString()
  const seen = new Map<string, { readonly up: boolean; readonly at: string }>()
  const secrets = config.secrets.map((one) => one.reveal()).filter((one) => one !== "")

  function look(): void {
    for (const [platform, adapter] of adapters) {
      const { up } = adapter.health()
      if (seen.get(platform)?.up !== up) seen.set(platform, { up, at: clock.now().toString() })
    }
    for (const platform of seen.keys()) if (!adapters.has(platform)) seen.delete(platform)
  }

  return {
    look,
    runs: () => runsOf(config, { version, startedAt, now: clock.now() }),
    since(platform) {
      look()
      return seen.get(platform)?.at
    },
    sources: () => Object.keys(titles).map((source) => answerCheck(config, source, answers, clock.now())),
    kept: async () => [pageCheck(config), ...(await backupChecks(config))],
    storeBytes: () => bytesOf(config),
    keptDays: {
      left: config.KEEP_LEFT_DAYS,
      changes: daysKept("audit"),
      answers: daysKept("response"),
    },
    clean: (text) => withoutSecrets(text, secrets),
  }
}

function runsOf(
  { DATABASE_URL }: Config,
  of: { readonly version: string; readonly startedAt: string; readonly now: Temporal.Instant },
): readonly Check[] {
  const { version, on, running, engine, sqlite, postgres } = words.operator.runs
  const ok = (subject: string, found: string): Check => ({ subject, state: "ok", found })
  const started = of.startedAt.slice(0, 16).replace("T", " ")
  return [
    ok(version, on(of.version, process.versions.node)),
    ok(running, `${started} UTC, ${agoInWords(of.startedAt, of.now)}`),
    ok(engine, DATABASE_URL === undefined ? sqlite : postgres),
  ]
}

function answerCheck({ OFFLINE }: Config, source: string, answers: Answers, now: Temporal.Instant): Check {
  const { answered, failed, notAsked } = words.operator.sources
  const [subject, last] = [titles[source] ?? source, answers.last(source)]
  if (OFFLINE) return { subject, state: "ok", found: words.doctor.network.offline }
  if (last === undefined) return { subject, state: "ok", found: notAsked }
  const ago = agoInWords(last.at, now)
  if (last.problem !== undefined) return { subject, state: "warning", found: failed(ago, last.problem) }
  return { subject, state: "ok", found: answered(ago) }
}

function bytesOf(config: Config): number | undefined {
  if (config.DATABASE_URL !== undefined) return undefined
  // What was written last stands in a file beside it.
  const sizes = ["", "-wal"].map(
    (end) => statSync(`${storeFile(config)}${end}`, { throwIfNoEntry: false })?.size ?? 0,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
