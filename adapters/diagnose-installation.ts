import { existsSync } from "node:fs"
import { readDotenv } from "../config/dotenv.ts"
import { type Config, ConfigurationError, type Environment, load } from "../config/load.ts"
import { gains, lastFigures } from "../src/library/measure-model.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import { words } from "../src/words/words.ts"
import { checkBackups } from "./backups/backups.ts"
import { placeOf } from "./backups/places.ts"
import { openStores } from "./core.ts"
import { dataDir } from "./data-dir.ts"
import { prepareNetwork, proxyInWords } from "./network.ts"
import { doorCheck, pageCheck } from "./page-access.ts"
import { discordSettings } from "./platforms.ts"
import { clock } from "./system.ts"
import { type Diagnosed, diagnose, messageOf } from "./terminal/diagnose.ts"

/** Checks the installation as it is configured. Never throws, because doctor is asked when something is wrong. */
export async function diagnoseInstallation(env: Environment, dotenv: string): Promise<readonly Check[]> {
  const { config, mistakes } = lenient(env, dotenv)
  prepareNetwork(config)
  const { HF_BASE_URL, ARXIV_BASE_URL, ARXIV_RSS_BASE_URL } = config
  const { huggingFace, arXiv, announcements } = words.doctor.network
  const question = "api/query?id_list=1706.03762&max_results=1"
  const checks = await diagnose({
    mistakes,
    nodeVersion: process.versions.node,
    dataDir: dataDir(config),
    timeZone: config.TIMEZONE,
    store: () => checkStore(config),
    sources: [
      { name: huggingFace, variable: "HF_BASE_URL", url: `${HF_BASE_URL}/api/daily_papers?limit=1` },
      { name: arXiv, variable: "ARXIV_BASE_URL", url: `${ARXIV_BASE_URL}/${question}` },
      { name: announcements, variable: "ARXIV_RSS_BASE_URL", url: `${ARXIV_RSS_BASE_URL}/rss/cs.LG` },
    ],
    offline: config.OFFLINE,
    fetch,
    clock,
  })
  const proxy = proxyInWords(config)
  const through: readonly Check[] = proxy
    ? [{ subject: words.doctor.proxy.subject, state: "ok", found: proxy }]
    : []
  return [
    ...checks,
    pageCheck(config),
    doorCheck(config),
    ...through,
    ...(await backupChecks(config)),
    ...(await modelChecks(config)),
    ...(await discordChecks(config)),
    ...(await mailChecks(config)),
  ]
}

/** How the backups are, as doctor says it. Never throws. */
export async function backupChecks(config: Config): Promise<readonly Check[]> {
  const { BACKUP_EVERY: everyHours } = config
  const { subject, off } = words.backups.doctor
  if (everyHours === 0) return [{ subject, state: "ok", found: off }]
  try {
    return [await checkBackups(placeOf(config, dataDir(config)), everyHours, clock.now())]
  } catch (error) {
    const advice =
      error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined
    return [{ subject, state: "error", found: messageOf(error), ...(advice && { advice }) }]
  }
}

/** A model on the machine's disk loads within this; one that has to be downloaded may take minutes. */
const modelWithinMs = 15_000

// Only a warning where it does not run: search works without one.
async function modelChecks(config: Config): Promise<readonly Check[]> {
  const { EMBEDDING_MODEL: model, OFFLINE: offline } = config
  if (model === undefined) return []
  const { subject, slow, slowAdvice } = words.doctor.model
  const signal = AbortSignal.timeout(modelWithinMs)
  try {
    const { createEmbedder } = await import("../src/embedding/create-embedder.ts")
    const embedder = await createEmbedder({ model, offline, signal })
    await embedder.close()
    return [await measuredCheck(config, model, embedder.model)]
  } catch (error) {
    if (!signal.aborted) return [{ subject, state: "warning", found: messageOf(error) }]
    return [{ subject, state: "warning", found: slow(model, modelWithinMs / 1_000), advice: slowAdvice }]
  }
}

/** What the running bot has measured of the model last. */
async function measuredCheck(config: Config, model: string, measured: string): Promise<Check> {
  const { subject, ok, measured: say, helps, helpsNot, unmeasured } = words.doctor.model
  const figures = await withStores(config, ({ facts }) => lastFigures(facts))
  if (figures?.model !== measured) return { subject, state: "ok", found: `${ok(model)}; ${unmeasured}` }
  const { questions, byWords, mixed } = figures
  const found = `${ok(model)}; ${say(questions, byWords.toFixed(2), mixed.toFixed(2))}`
  return gains(figures)
    ? { subject, state: "ok", found: `${found}. ${helps}` }
    : { subject, state: "warning", found, advice: helpsNot }
}

async function discordChecks(config: Config): Promise<readonly Check[]> {
  if (config.DISCORD_TOKEN === undefined) return []
  const { diagnoseDiscord } = await import("./discord/diagnose.ts")
  return diagnoseDiscord({ ...discordSettings(config), offline: config.OFFLINE })
}

async function mailChecks(config: Config): Promise<readonly Check[]> {
  if (config.MAIL_URL === undefined || config.MAIL_FROM === undefined) return []
  const { mailChecksOf } = await import("./mail-sending.ts")
  return mailChecksOf(config)
}

type Lenient = { readonly config: Config; readonly mistakes: readonly Check[] }

/** The configuration with the default instead of each mistake, so that everything else can be checked. */
function lenient(env: Environment, dotenv: string): Lenient {
  const { subject, noEffect, didYouMean, isNotUsable, isSetTo, advice } = words.doctor.configuration
  try {
    const config = load(env, dotenv)
    const mistakes = config.misspellings.map(
      ({ written, meant }): Check => ({
        subject,
        state: "warning",
        found: noEffect(written),
        advice: didYouMean(meant),
      }),
    )
    const strays = config.strayLines.map(
      (line): Check => ({ subject, state: "warning", found: words.settings.strayLine(line) }),
    )
    return { config, mistakes: [...mistakes, ...strays] }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const mistakes = error.mistakes.map(
      ({ variable, value, allowed, hint }): Check => ({
        subject: variable,
        state: "error",
        found: value === undefined ? isNotUsable : isSetTo(value),
        advice: advice(allowed, hint),
      }),
    )
    return { config: withoutMistakes({ ...readDotenv(dotenv).variables, ...env }, error), mistakes }
  }
}

function withoutMistakes(env: Environment, { mistakes }: ConfigurationError): Config {
  const wrong = new Set(mistakes.map(({ variable }) => variable))
  const sound = Object.entries(env).filter(([variable]) => !wrong.has(variable))
  try {
    return load(Object.fromEntries(sound))
  } catch {
    // What clashes only now belongs to a platform.
    return load(
      Object.fromEntries(sound.filter(([variable]) => !/^(DISCORD|SLACK|PAGE|MAIL)_/.test(variable))),
    )
  }
}

async function checkStore(config: Config): ReturnType<Diagnosed["store"]> {
  const checked = await withStores(config, async (stores) => ({
    papers: await stores.papers.count(),
    wrong: (await stores.check()) ?? (await stores.inspect())[0],
  }))
  return checked ?? { papers: 0 }
}

/** Asks the stores, and closes them. Undefined where none were made yet. */
async function withStores<T>(config: Config, ask: (stores: Stores) => Promise<T>): Promise<T | undefined> {
  if (config.DATABASE_URL === undefined && !existsSync(dataDir(config))) return undefined
  const nothing = () => undefined
  const stores = await openStores(config, { debug: nothing, info: nothing, warn: nothing, error: nothing })
  try {
    return await ask(stores)
  } finally {
    await stores.close()
  }
}
