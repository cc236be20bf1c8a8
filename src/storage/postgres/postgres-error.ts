import { StoreError, type StoreProblem } from "../../vocabulary/errors.ts"

type Explained = { readonly code: StoreProblem; readonly what: string; readonly hint: string }

const away: Explained = {
  code: "unreachable",
  what: "cannot be reached",
  hint: "See that PostgreSQL runs and that DATABASE_URL names its host and port; what was confirmed before is safe.",
}
const refused: Explained = {
  code: "unreachable",
  what: "does not let us in",
  hint: "Check user and password in DATABASE_URL, and pg_hba.conf on the server.",
}
const busy: Explained = {
  code: "busy",
  what: "is held by others for too long",
  hint: "Wait until the import or copy that holds it is through, then try again.",
}

/** By the beginning of PostgreSQL's SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: readonly (readonly [string, Explained])[] = [
  ["08", away],
  ["28", refused],
  ["3D", { ...refused, what: "does not exist", hint: "Create it: createdb --encoding UTF8 NAME" }],
  [
    "3F",
    {
      ...refused,
      what: "has no schema to write in",
      hint: "Create the schema that DATABASE_URL's search_path names.",
    },
  ],
  [
    "25006",
    { code: "read-only", what: "takes no writes", hint: "Let DATABASE_URL name the primary server." },
  ],
  [
    "42501",
    {
      code: "read-only",
      what: "does not allow that to this user",
      hint: "Let the user of DATABASE_URL own the database: ALTER DATABASE name OWNER TO user",
    },
  ],
  [
    "42P07",
    {
      code: "foreign",
      what: "holds tables of another program",
      hint: "Give Paperboy a database of its own, or a schema: add ?options=-c%20search_path%3DNAME to DATABASE_URL.",
    },
  ],
  ["40", busy],
  ["55P03", busy],
  ["57014", busy],
  [
    "53100",
    {
      code: "full",
      what: "cannot grow: its disk is full",
      hint: "Free some space on the server; what was confirmed before is safe, and writing goes on by itself.",
    },
  ],
  [
    "53300",
    {
      ...away,
      what: "has too many connections",
      hint: "Raise max_connections on the server, or run fewer replicas: each takes up to 11.",
    },
  ],
  ["57P", away],
  [
    "XX001",
    {
      code: "corrupt",
      what: "is damaged",
      hint: "Stop the bot and restore the server's backup.",
    },
  ],
]

/** Of the system, and of the driver, which has no codes of its own. */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT)$/
const awayMessages =
  /^(Connection terminated|timeout e|timeout exceeded|Client (has encountered|was closed)|Query read timeout|The server does not support SSL)/

/** What to throw in the place of an error of the driver's: a `StoreError` where an operator can do something about it. */
export function explainPostgresError(error: unknown, address: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const explained = explanationOf(error)
  if (explained === undefined) return error
  const { code, what, hint } = explained
  return new StoreError(code, `The database ${address} ${what} (${wordsOf(error)}).`, hint, { cause: error })
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
  if (awayCodes.test(code) || awayMessages.test(error.message)) return away
  return bySqlState.find(([beginning]) => code.startsWith(beginning))?.[1]
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : ""
}

function isCut(error: Error): boolean {
  return error.message.startsWith("Connection terminated unexpectedly")
}
