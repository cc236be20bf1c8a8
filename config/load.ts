import { nearestWord } from "../src/parsing/edit-distance.ts"
import { words } from "../src/words/words.ts"
import { type Dotenv, readDotenv } from "./dotenv.ts"
import type { Secret } from "./secret.ts"
import { type Setting, type Settings, secretsIn, settings, type Variable, variables } from "./settings.ts"

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What an operator chose, or the defaults, by variable. */
export type Config = Settings & {
  /** Everything that must not appear in a log. */
  readonly secrets: readonly Secret[]
  /** Variables that have no effect, and the one that each resembles. */
  readonly misspellings: readonly { readonly written: string; readonly meant: string }[]
  /** Lines of `.env` that are no setting. */
  readonly strayLines: Dotenv["strayLines"]
}

/** One variable that cannot be used as it is. */
export type Mistake = {
  readonly variable: string
  /** What it is set to; absent for a secret. */
  readonly value?: string
  /** What it may be, as the end of "it should be …". */
  readonly allowed: string
  readonly hint?: string
}

/** The configuration cannot be used. `message` lists every mistake, a line each, and holds no secret. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError"
  readonly mistakes: readonly Mistake[]

  constructor(mistakes: readonly Mistake[]) {
    super([words.settings.mistakes(mistakes.length), ...mistakes.map((one) => `  ${lineOf(one)}`)].join("\n"))
    this.mistakes = mistakes
  }
}

function lineOf({ variable, value, allowed, hint }: Mistake): string {
  const { isNotUsable, isSetTo, mistake } = words.settings
  return mistake(value === undefined ? isNotUsable(variable) : isSetTo(variable, value), allowed, hint)
}

/**
 * Reads the configuration from the environment and the text of a `.env` file; where both name a variable, the
 * environment holds. A variable that is set to nothing counts as unset.
 * Throws one `ConfigurationError` with every mistake.
 */
export function load(environment: Environment, dotenv = ""): Config {
  const { variables: inFile, strayLines } = readDotenv(dotenv)
  const env = { ...upperCased(written(inFile)), ...upperCased(written(environment)) }
  const read = Object.fromEntries(
    variables.map((variable) => {
      const text = env[variable]
      return [variable, text === undefined ? settings[variable].otherwise() : settings[variable].read(text)]
    }),
  ) as Settings
  const wrong = variables.filter((variable) => env[variable] !== undefined && read[variable] === undefined)
  const mistakes = wrong.map((variable) => mistakeOf(variable, env[variable] ?? ""))
  if (mistakes.length === 0) mistakes.push(...clashes(read, env))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return { ...read, secrets: secretsIn(read), misspellings: misspellings(env), strayLines }
}

function written(environment: Environment): Record<string, string> {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim() ?? ""])
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""))
}

/** Proxies are as often set in small letters, which hold then. */
function upperCased(env: Record<string, string>): Record<string, string> {
  const proxies = Object.entries(env).filter(([name]) => /^(https?|no)_proxy$/.test(name))
  return { ...env, ...Object.fromEntries(proxies.map(([name, value]) => [name.toUpperCase(), value])) }
}

function mistakeOf(variable: Variable, value: string): Mistake {
  const { allowed } = words.settings.about[variable]
  const { suggest, isSecret }: Setting<unknown> = settings[variable]
  const meant = suggest?.(value)
  const hint = meant === undefined ? undefined : words.settings.didYouMean(meant)
  return { variable, allowed, hint, value: isSecret ? undefined : value }
}

/** Mistakes of variables that only make sense together. */
function clashes(read: Settings, env: Environment): readonly Mistake[] {
  const { setTogetherWith, leftOutWith, slackTransport, slackTenancy, secretKeysShared, about } =
    words.settings
  const has = (variable: Variable) => env[variable] !== undefined
  const needed = (variable: Variable, by: Variable): readonly Mistake[] =>
    has(by) && !has(variable) ? [{ variable, allowed: setTogetherWith(by) }] : []
  const hasTenancy = has("SLACK_BOT_TOKEN") || has("SLACK_CLIENT_ID")
  const hasTransport = has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET")
  const isOpen = has("PAGE_PASSWORD") || has("PAGE_ADMIN_PASSWORD") || has("PAGE_USER_HEADER")
  const count = read.DISCORD_SHARD_COUNT ?? Number.POSITIVE_INFINITY
  const shards = {
    variable: "DISCORD_SHARDS",
    value: env.DISCORD_SHARDS,
    allowed: about.DISCORD_SHARDS.allowed,
  }
  return [
    ...needed("DISCORD_SHARD_COUNT", "DISCORD_SHARDS"),
    ...(read.DISCORD_SHARDS?.some((id) => id >= count) ? [shards] : []),
    ...(has("SLACK_BOT_TOKEN") && has("SLACK_CLIENT_ID")
      ? [{ variable: "SLACK_CLIENT_ID", value: env.SLACK_CLIENT_ID, allowed: leftOutWith("SLACK_BOT_TOKEN") }]
      : []),
    ...(hasTenancy && !hasTransport ? [{ variable: "SLACK_APP_TOKEN", allowed: slackTransport }] : []),
    ...(hasTransport && !hasTenancy ? [{ variable: "SLACK_BOT_TOKEN", allowed: slackTenancy }] : []),
    ...needed("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID"),
    ...needed("SLACK_STATE_SECRET", "SLACK_CLIENT_ID"),
    ...needed("SLACK_TOKEN_KEYS", "SLACK_CLIENT_ID"),
    ...(read.BACKUP_TO?.startsWith("s3://")
      ? [...needed("BACKUP_S3_KEY_ID", "BACKUP_TO"), ...needed("BACKUP_S3_KEY", "BACKUP_TO")]
      : []),
    ...needed("MAIL_FROM", "MAIL_URL"),
    ...needed("MAIL_URL", "MAIL_FROM"),
    // Every mail has a link that stops it.
    ...needed("PUBLIC_URL", "MAIL_URL"),
    ...needed("MAIL_DKIM_KEY", "MAIL_DKIM_SELECTOR"),
    ...needed("MAIL_DKIM_SELECTOR", "MAIL_DKIM_KEY"),
    // Bots that share a database have to open each other's cookies.
    ...(has("DATABASE_URL") && isOpen && !has("SECRET_KEYS")
      ? [{ variable: "SECRET_KEYS" as const, allowed: secretKeysShared }]
      : []),
  ]
}

function misspellings(env: Environment): Config["misspellings"] {
  return Object.keys(env).flatMap((name) => {
    const meant = variables.some((one) => one === name) ? undefined : nearestWord(name, variables, 1)
    return meant === undefined || env[meant] !== undefined ? [] : [{ written: name, meant }]
  })
}
