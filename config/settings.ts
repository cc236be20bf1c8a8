import { nearestWord } from "../src/parsing/edit-distance.ts"
import type { words } from "../src/words/words.ts"
import { isSecret, type Secret, secret } from "./secret.ts"

/** A variable: its text as a value, undefined where it makes no sense, and the value when it is not set. */
export type Setting<T> = {
  readonly read: (text: string) => T | undefined
  readonly otherwise: () => T
  /** What to write instead of a text that makes no sense. */
  readonly suggest?: (text: string) => string | undefined
  /** No message repeats its text. */
  readonly isSecret?: true
}

type Reader<T> = Setting<T>["read"]

function setting<T>(read: Reader<T>): Setting<T | undefined>
function setting<T>(read: Reader<T>, otherwise: () => T, suggest?: Setting<T>["suggest"]): Setting<T>
function setting<T>(
  read: Reader<T>,
  otherwise: () => T | undefined = () => undefined,
  suggest?: Setting<T>["suggest"],
) {
  return { read, otherwise, suggest }
}

function hidden<T>(read: Reader<T>): Setting<T | undefined> {
  return { ...setting(read), isSecret: true }
}

/** Every variable that an operator may set, in the order of the README's table. */
export const settings = {
  PORT: setting(wholeNumber(0, 65_535), () => 3000),
  HOST: setting(matching(/^[\w.:-]+$/), () => "127.0.0.1"),
  PAGE_PASSWORD: hidden(secretMatching(/^.{8,}$/s)),
  PAGE_ADMIN_PASSWORD: hidden(secretMatching(/^.{8,}$/s)),
  PAGE_USER_HEADER: setting(matching(/^[A-Za-z][\w-]{1,60}$/)),
  SECRET_KEYS: hidden(secretKeys),
  THUMBNAILS: setting(oneOf("cache", "direct", "off"), () => "cache" as const),
  DATA_DIR: setting(matching(/^(?!~)\P{Cc}+$/u), () => "./data"),
  DATABASE_URL: hidden(addressOf("postgres", "postgresql")),
  KEEP_LEFT_DAYS: setting(wholeNumber(0, 3_650), () => 30),
  BACKUP_EVERY: setting(wholeNumber(0, 8_760), () => 24),
  BACKUP_KEEP: setting(wholeNumber(1, 1_000), () => 7),
  BACKUP_TO: setting(matching(/^(?!~|s3:\/\/\/)\P{Cc}+$/u)),
  COPY_BEFORE_UPGRADE: setting(yesOrNo, () => true),
  BACKUP_S3_URL: setting(webAddress),
  BACKUP_S3_REGION: setting(matching(/^[a-z0-9-]+$/), () => "us-east-1"),
  BACKUP_S3_KEY_ID: setting(matching(/^\S+$/)),
  BACKUP_S3_KEY: hidden(secretMatching(/^\S{8,}$/)),
  TIMEZONE: setting(timeZone, () => new Intl.DateTimeFormat().resolvedOptions().timeZone, nearestTimeZone),
  LOG_LEVEL: setting(oneOf("debug", "info", "warn", "error", "silent")),
  OFFLINE: setting(yesOrNo, () => false),
  HF_BASE_URL: setting(origin, () => "https://huggingface.co"),
  ARXIV_BASE_URL: setting(origin, () => "https://export.arxiv.org"),
  ARXIV_RSS_BASE_URL: setting(origin, () => "https://rss.arxiv.org"),
  HTTPS_PROXY: hidden(addressOf("http", "https")),
  HTTP_PROXY: hidden(addressOf("http", "https")),
  NO_PROXY: setting(matching(/./)),
  NODE_EXTRA_CA_CERTS: setting(matching(/./)),
  EMBEDDING_MODEL: setting(matching(/^(?![.~])(\/.*|[A-Za-z]:.*|[^/\\]+(\/[^/\\]+)?)$/)),
  DISCORD_TOKEN: hidden(secretMatching(/^[\w-]{8,}\.[\w-]+\.[\w-]+$/)),
  DISCORD_GUILD_ID: setting(matching(/^\d{15,21}$/)),
  DISCORD_EMOJI: setting(matching(/^(\p{RGI_Emoji}|\w{2,32}:\d{15,21})$/v), () => "👍"),
  DISCORD_SAVE_EMOJI: setting(matching(/^(none|\p{RGI_Emoji}|\w{2,32}:\d{15,21})$/v), () => "🔖"),
  DISCORD_SHARDS: setting((text) => (/^\d+(,\d+)*$/.test(text) ? text.split(",").map(Number) : undefined)),
  DISCORD_SHARD_COUNT: setting(wholeNumber(1)),
  DISCORD_API_URL: setting(webAddress),
  SLACK_BOT_TOKEN: hidden(secretMatching(/^xoxb-./)),
  SLACK_APP_TOKEN: hidden(secretMatching(/^xapp-./)),
  SLACK_SIGNING_SECRET: hidden(secretMatching(/^\S{16,}$/)),
  SLACK_PORT: setting(wholeNumber(1, 65_535)),
  SLACK_CLIENT_ID: setting(matching(/^[\d.]+$/)),
  SLACK_CLIENT_SECRET: hidden(secretMatching(/^\S{16,}$/)),
  SLACK_STATE_SECRET: hidden(secretMatching(/^.{16,}$/s)),
  SLACK_TOKEN_KEYS: hidden(secretKeys),
  SLACK_EMOJI: setting(matching(/^[\w+'-]{1,100}$/), () => "+1"),
  SLACK_SAVE_EMOJI: setting(matching(/^[\w+'-]{1,100}$/), () => "bookmark"),
  SLACK_WORK_OBJECTS: setting(yesOrNo, () => false),
  SLACK_API_URL: setting(webAddress),
  MAIL_URL: hidden(addressOf("smtp", "smtps")),
  MAIL_FROM: setting(mailAddress),
  MAIL_PER_MINUTE: setting(wholeNumber(1, 10_000), () => 30),
  MAIL_DKIM_KEY: setting(matching(/^(?!~)\P{Cc}+$/u)),
  MAIL_DKIM_SELECTOR: setting(matching(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i)),
  NEW_CONVERSATIONS_PER_HOUR: setting(wholeNumber(1, 1_000), () => 10),
  MEMBER_COMMANDS_PER_MINUTE: setting(wholeNumber(0, 10_000), () => 60),
  COMMUNITY_COMMANDS_PER_MINUTE: setting(wholeNumber(0, 100_000), () => 1_200),
  PUBLIC_URL: setting(publicAddress),
  PUBLIC_PORT: setting(wholeNumber(0, 65_535)),
  METRICS_PORT: setting(wholeNumber(0, 65_535)),
  METRICS_HOST: setting(matching(/^[\w.:-]+$/), () => "127.0.0.1"),
  SUPPORT_URL: setting(webAddress),
  PRIVACY_URL: setting(webAddress),
} satisfies Readonly<Record<keyof typeof words.settings.about, Setting<unknown>>>

export type Variable = keyof typeof settings
export type Settings = { readonly [V in Variable]: ReturnType<(typeof settings)[V]["otherwise"]> }

/** In the order of the README's table. */
export const variables = Object.keys(settings) as readonly Variable[]

/** All secrets within a value. */
export function secretsIn(value: unknown): readonly Secret[] {
  if (isSecret(value)) return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : []
}

function matching(pattern: RegExp): Reader<string> {
  return (text) => (pattern.test(text) ? text : undefined)
}

function secretMatching(pattern: RegExp): Reader<Secret> {
  return (text) => (pattern.test(text) ? secret(text) : undefined)
}

function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (text) => allowed.find((one) => one === text)
}

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (text) =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined
}

function yesOrNo(text: string): boolean | undefined {
  if (/^(true|1|yes|y|on|enabled)$/i.test(text)) return true
  return /^(false|0|no|n|off|disabled)$/i.test(text) ? false : undefined
}

function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? text : undefined
}

/** The address of a server alone, without the last slash: each source knows its own paths. */
function origin(text: string): string | undefined {
  const url = webAddress(text) === undefined ? undefined : new URL(text)
  return url && url.pathname + url.search === "/" ? url.origin : undefined
}

/** Slack and browsers insist on https everywhere but on the machine itself. */
function publicAddress(text: string): string | undefined {
  const url = webAddress(text) === undefined ? undefined : new URL(text)
  const isLoopback = url && /^(localhost|127\.|\[::1\])/.test(url.hostname)
  return url && (url.protocol === "https:" || isLoopback) ? text : undefined
}

/** `papers@example.org`, or with a name before it. */
function mailAddress(text: string): string | undefined {
  return /^(?:"?[^"<>\p{Cc}]*"?\s*<[^\s@<>"(),:;]+@[a-z0-9.-]+>|[^\s@<>"(),:;]+@[a-z0-9.-]+)$/iu.test(text)
    ? text
    : undefined
}

/** Offsets such as `+02:00` are refused: they know no summer time. */
function timeZone(text: string): string | undefined {
  try {
    return /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat("en", { timeZone: text }) ? text : undefined
  } catch {
    return undefined
  }
}

function nearestTimeZone(text: string): string | undefined {
  return nearestWord(text, Intl.supportedValuesOf("timeZone"), 2)
}

/** Newest first; hex or base64. */
function secretKeys(text: string): readonly Secret[] | undefined {
  const keys = text.split(",").map((key) => Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? "hex" : "base64"))
  return keys.every((key) => key.length === 32)
    ? keys.map((key) => secret(key.toString("base64")))
    : undefined
}

/** A shorter password would blot out parts of ordinary words in the log. */
const shortestHidden = 4

/** The address, and the password within it: an error may name either. A lone % in a password has to be written %25. */
function addressOf(
  ...protocols: readonly string[]
): Reader<{ readonly url: Secret; readonly password?: Secret }> {
  return (text) => {
    if (!URL.canParse(text) || !protocols.some((protocol) => text.startsWith(`${protocol}://`)))
      return undefined
    try {
      decodeURIComponent(text)
      const password = decodeURIComponent(new URL(text).password)
      return { url: secret(text), ...(password.length >= shortestHidden && { password: secret(password) }) }
    } catch {
      return undefined
    }
  }
}
