import { existsSync } from "node:fs"
import { parseEnv } from "node:util"
import { ConfigurationError } from "../config/configuration-error.ts"
import { type Config, type Environment, load } from "../config/load.ts"
import { createEmbedder } from "../src/embedding/create-embedder.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import { dataDir, openStores } from "./core.ts"
import { clock } from "./system.ts"
import { diagnose, type Examined } from "./terminal/diagnose.ts"
import { messageOf } from "./terminal/diagnose-network.ts"

/** Looks at the installation as it is configured. Never throws, since it is asked when something is wrong. */
export async function diagnoseInstallation(env: Environment, dotenv: string): Promise<readonly Check[]> {
  const { config, mistakes } = lenient(env, dotenv)
  const { huggingFace, arXiv, arXivRss, offline } = config.sources
  const checks = await diagnose({
    mistakes,
    nodeVersion: process.versions.node,
    dataDir: dataDir(config),
    timeZone: config.timeZone,
    store: () => lookIntoStore(config),
    sources: [
      { name: "Hugging Face", variable: "HF_BASE_URL", url: `${huggingFace}/api/daily_papers?limit=1` },
      {
        name: "arXiv",
        variable: "ARXIV_BASE_URL",
        url: `${arXiv}/api/query?id_list=1706.03762&max_results=1`,
      },
      { name: "arXiv's announcements", variable: "ARXIV_RSS_BASE_URL", url: `${arXivRss}/rss/cs.LG` },
    ],
    offline,
    fetch,
    clock,
  })
  return [...checks, ...(await modelFindings(config)), ...(await discordFindings(config))]
}

/** A model on the machine's disk loads within this; one that is still to be fetched may take minutes. */
const modelWithinMs = 15_000

// Only doubtful where it does not run: search goes on without one.
async function modelFindings({ embeddingModel: model, sources }: Config): Promise<readonly Check[]> {
  if (model === undefined) return []
  const subject = "Embedding model"
  const signal = AbortSignal.timeout(modelWithinMs)
  try {
    const embedder = await createEmbedder({ model, offline: sources.offline, signal })
    await embedder.close()
    return [{ subject, state: "ok", found: `${model} can be loaded` }]
  } catch (error) {
    if (!signal.aborted) return [{ subject, state: "warning", found: messageOf(error) }]
    const found = `${model} is not loaded after ${modelWithinMs / 1_000} seconds`
    const advice = "The bot goes on loading it while it answers by words; its log says when it is there."
    return [{ subject, state: "warning", found, advice }]
  }
}

async function discordFindings({ discord, sources: { offline } }: Config): Promise<readonly Check[]> {
  if (discord === undefined) return []
  // Loads all of discord.js, which only those wait for who use it.
  const { diagnoseDiscord } = await import("./discord/diagnose.ts")
  const { token, apiUrl, shards } = discord
  return diagnoseDiscord({
    token: token.reveal(),
    offline,
    ...(apiUrl ? { apiUrl } : {}),
    ...(shards ? { shards } : {}),
  })
}

/** The configuration with the default in the place of each mistake, so that everything else can be looked at. */
function lenient(
  env: Environment,
  dotenv: string,
): { readonly config: Config; readonly mistakes: readonly Check[] } {
  try {
    const config = load(env, dotenv)
    const mistakes = config.misspellings.map(
      ({ written, meant }): Check => ({
        subject: "Configuration",
        state: "warning",
        found: `${written} is set and means nothing here`,
        advice: `Did you mean ${meant}?`,
      }),
    )
    return { config, mistakes }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const broken = new Set(error.mistakes.map(({ variable }) => variable))
    const set = Object.entries({ ...parseEnv(dotenv), ...env }).filter(([variable]) => !broken.has(variable))
    const mistakes = error.mistakes.map(
      ({ variable, value, allowed, hint }): Check => ({
        subject: variable,
        state: "error",
        found: value === undefined ? "cannot be used" : `is ${JSON.stringify(value)}`,
        advice: `It should be ${allowed}${hint === undefined ? "" : ` (${hint})`}.`,
      }),
    )
    return { config: load(Object.fromEntries(set)), mistakes }
  }
}

async function lookIntoStore(config: Config): ReturnType<Examined["store"]> {
  if (config.database === undefined && !existsSync(dataDir(config))) return { papers: 0 }
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  }
  const stores = await openStores(config, silent)
  try {
    const wrong = await stores.check()
    return { papers: await stores.papers.count(), ...(wrong === undefined ? {} : { wrong }) }
  } finally {
    await stores.close()
  }
}
