import { createRequire } from "node:module"
import type { DestinationStream } from "pino"
import type { Log } from "../src/vocabulary/system.ts"

export type LogOptions = {
  readonly level: "debug" | "info" | "warn" | "error" | "silent"
  /** Takes whole lines. */
  readonly write: (line: string) => void
  /** For a person's eyes, with colours; otherwise one JSON object a line. */
  readonly readable: boolean
  /** Values that must not appear anywhere, wherever they came from: tokens, passwords. */
  readonly secrets: readonly string[]
}

/** Keys whose values are never worth logging, at any place where a library's error object may carry them. */
const hiddenKeys = [
  "token",
  "authorization",
  "cookie",
  "password",
  "secret",
  "signingSecret",
  "Authorization",
]

const require = createRequire(import.meta.url)
const weights = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 } as const

/**
 * Structured log. What is secret is taken out twice: by key, and by value from the finished line, since a
 * library may put a token into a message or an address. pino is loaded for the first line: most commands log none.
 */
export function createLog(options: LogOptions): Log {
  let pino: Log | undefined
  const at =
    (level: Exclude<LogOptions["level"], "silent">) =>
    (fields: object, message: string): void => {
      if (weights[level] < weights[options.level]) return
      pino ??= createPino(options)
      pino[level](fields, message)
    }
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }
}

function createPino(options: LogOptions): Log {
  const { pino, stdSerializers } = require("pino") as typeof import("pino")
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
      redact: { paths: hiddenKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[secret]" },
    },
    destination(options),
  )
}

function destination({ readable, write, secrets }: LogOptions): DestinationStream {
  const clean = (line: string) => write(withoutSecrets(line, secrets))
  return readable ? readableStream(clean) : { write: clean }
}

/** Synchronous, so that the last lines before an exit are seen. */
function readableStream(write: (line: string) => void): DestinationStream {
  const { prettyFactory } = require("pino-pretty") as typeof import("pino-pretty")
  const prettify = prettyFactory({
    colorize: true,
    translateTime: "SYS:HH:MM:ss",
    singleLine: true,
    errorLikeObjectKeys: ["err", "error"],
  })
  return { write: (line) => write(prettify(line)) }
}

/** A text in which none of these values is left. */
export function withoutSecrets(line: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (rest, value) => rest.replaceAll(JSON.stringify(value).slice(1, -1), "[secret]"),
    line,
  )
}
