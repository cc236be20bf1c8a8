import { isUntrustedCertificate, StoreError, type StoreProblem } from "../../vocabulary/errors.ts"
import { words } from "../../words/words.ts"

const said = words.storage.postgres
type Explained = {
  readonly code: StoreProblem
  readonly said: { readonly what: string; readonly hint: string }
}

const away: Explained = { code: "unreachable", said: said.unreachable }
const untrusted: Explained = { code: "unreachable", said: said.untrusted }
const busy: Explained = { code: "busy", said: said.busy }

/** By the beginning of PostgreSQL's SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: readonly (readonly [string, Explained])[] = [
  ["08", away],
  ["28", { code: "unreachable", said: said.refused }],
  ["3D", { code: "unreachable", said: said.noDatabase }],
  ["3F", { code: "unreachable", said: said.noSchema }],
  ["25006", { code: "read-only", said: said.standby }],
  ["42501", { code: "read-only", said: said.notAllowed }],
  ["42P07", { code: "foreign", said: said.foreign }],
  ["40", busy],
  ["55P03", busy],
  ["57014", busy],
  ["53100", { code: "full", said: said.full }],
  ["53300", { code: "unreachable", said: said.tooManyConnections }],
  ["57P", away],
  ["XX001", { code: "corrupt", said: said.corrupt }],
]

/** Of the system, and of the driver, which has no codes of its own. */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT)$/
const awayMessages =
  /^(Connection terminated|timeout e|timeout exceeded|Client (has encountered|was closed)|Query read timeout|The server does not support SSL)/

/** What to throw instead of an error of the driver's: a `StoreError` where an operator can do something about it. */
export function explainPostgresError(error: unknown, address: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const explained = explanationOf(error)
  if (explained === undefined) return error
  const { what, hint } = explained.said
  return new StoreError(explained.code, said.failed(address, what, wordsOf(error)), hint, { cause: error })
}

/** Whether the server may be there again in a moment: it restarts, or is not up yet. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof Error && (/^(ECONNREFUSED|ECONNRESET|57P0[123])$/.test(codeOf(error)) || isCut(error))
  )
}

/** An error's words; one that stands for several, one a network address, has none of its own. */
export function wordsOf(error: Error): string {
  return error.message || codeOf(error) || error.name
}

function explanationOf(error: Error): Explained | undefined {
  const code = codeOf(error)
  if (isUntrustedCertificate(error)) return untrusted
  if (awayCodes.test(code) || awayMessages.test(error.message)) return away
  return bySqlState.find(([beginning]) => code.startsWith(beginning))?.[1]
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : ""
}

function isCut(error: Error): boolean {
  return error.message.startsWith("Connection terminated unexpectedly")
}
