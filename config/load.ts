import { parseEnv } from "node:util"
import type * as z from "zod"
import { ConfigurationError, type Mistake } from "./configuration-error.ts"
import { type Misspelling, misspelled } from "./misspelled.ts"
import { type DiscordConfig, platformsOf, type SlackConfig } from "./platforms.ts"
import { described, type Settings, schema } from "./schema.ts"
import { isSecret, type Secret } from "./secret.ts"
import type { DatabaseAddress } from "./storage.ts"

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What an operator chose, or the defaults. Addresses end without a slash. */
export type Config = {
  readonly web: { readonly port: number; readonly host: string; readonly publicOrigin?: string }
  /** As written: a relative path counts from the working directory. */
  readonly dataDir: string
  /** Absent: the store is a file in `dataDir`. */
  readonly database?: DatabaseAddress
  /** IANA name. */
  readonly timeZone: string
  /** Absent: whatever suits what is being run. */
  readonly logLevel: Settings["LOG_LEVEL"]
  readonly sources: {
    readonly offline: boolean
    readonly huggingFace: string
    readonly arXiv: string
    readonly arXivRss: string
  }
  readonly embeddingModel: string | undefined
  /** Absent where it is not set up. */
  readonly discord?: DiscordConfig
  readonly slack?: SlackConfig
  /** Everything that must not appear in a log. */
  readonly secrets: readonly Secret[]
  /** Variables that are set to no effect, and what their names resemble. */
  readonly misspellings: readonly Misspelling[]
}

/**
 * Reads the configuration from the environment and the text of a `.env` file; where both name a variable, the
 * environment holds. A variable that is set to nothing counts as unset.
 * Throws one `ConfigurationError` with every mistake.
 */
export function load(environment: Environment, dotenv = ""): Config {
  const env = { ...written(parseEnv(dotenv)), ...written(environment) }
  const parsed = schema.safeParse(env)
  if (!parsed.success) throw new ConfigurationError(mistakes(parsed.error.issues, env))
  const settings = parsed.data
  const database = settings.DATABASE_URL
  const { mistakes: clashes, ...platforms } = platformsOf(settings)
  if (clashes.length > 0) throw new ConfigurationError(clashes)
  return {
    web: {
      port: settings.PORT,
      host: settings.HOST,
      ...(settings.PUBLIC_URL ? { publicOrigin: new URL(settings.PUBLIC_URL).origin } : {}),
    },
    dataDir: settings.DATA_DIR,
    ...(database === undefined ? {} : { database }),
    timeZone: settings.TIMEZONE,
    logLevel: settings.LOG_LEVEL,
    sources: {
      offline: settings.OFFLINE,
      huggingFace: settings.HF_BASE_URL,
      arXiv: settings.ARXIV_BASE_URL,
      arXivRss: settings.ARXIV_RSS_BASE_URL,
    },
    embeddingModel: settings.EMBEDDING_MODEL,
    ...platforms,
    secrets: secretsIn({ database, ...platforms }),
    misspellings: misspelled(
      env,
      described.map(({ variable }) => variable),
    ),
  }
}

function secretsIn(value: unknown): readonly Secret[] {
  if (isSecret(value)) return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : []
}

function written(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const trimmed = value?.trim() ?? ""
      return trimmed === "" ? [] : [[name, trimmed]]
    }),
  )
}

/** One mistake a variable: of several complaints about the same value, the first is enough. */
function mistakes(issues: readonly z.core.$ZodIssue[], env: Environment): readonly Mistake[] {
  return described.flatMap(({ variable, allowed, secret }) => {
    const issue = issues.find(({ path }) => path[0] === variable)
    if (issue === undefined) return []
    const hint: unknown = issue.code === "custom" ? issue.params?.hint : undefined
    return [
      {
        variable,
        value: secret ? undefined : env[variable],
        allowed,
        hint: typeof hint === "string" ? hint : undefined,
      },
    ]
  })
}
