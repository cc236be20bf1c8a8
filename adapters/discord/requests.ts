/** Requests to Discord, by what may happen when no answer comes. Each throws `PlatformError` or `NetworkError`. */
import {
  type APIMessage,
  type APIUser,
  type Client,
  DefaultRestOptions,
  REST,
  type RESTOptions,
  type RequestData,
  type RouteLike,
  Routes,
  SnowflakeUtil,
} from "discord.js"
import { retry } from "../../src/concurrency/retry.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { refusal } from "./refusal.ts"

/** What Discord answers is as its reference says: `T` is the caller's word for it. */
type Send = <T>(route: RouteLike, request?: RequestData) => Promise<T>
type Method = "get" | "post" | "put" | "patch" | "delete"
export type Rest = Readonly<Record<Method, Send>>

/** One set for all connections of a process, since the limits are the bot's and not a connection's. */
export type Requests = Pick<RESTOptions, "makeRequest"> & {
  /** Tries again by itself: for what may safely happen twice, and for what carries a nonce. */
  readonly rest: Rest
  /**
   * Never retries: for what Discord offers no nonce for (threads, forum posts), where a request that was applied and
   * then answered 500 would make a second one.
   */
  readonly once: Rest
  /**
   * For messages whose pace the core keeps, over all bots. Where Discord says that the whole bot asks too much, the core is
   * told: waiting here would send what was held up in a bunch, each bot its own, and all would be refused again.
   */
  readonly paced: Rest
  /** For the cards in answer to interactions: Discord counts them against no limit of the bot. */
  readonly answers: Rest
  /** For first answers to interactions, which are worth nothing after three seconds. */
  readonly quick: Rest
  /** Discord's clock minus ours in milliseconds, as its last answer told; 0 before the first, and where they agree. */
  clockOffsetMs(): number
  /** Where members' files are when the bot talks to a server that isn't Discord's. */
  readonly filesFrom: string | undefined
  readonly download: Download
}

/** The content of an address; undefined if it has more than `most` bytes. Throws if it is missing or takes too long. */
export type Download = (
  url: string,
  within: { readonly most: number; readonly ms: number },
) => Promise<Uint8Array | undefined>

export type Api = Requests & {
  /** Knows the channels of the servers that its shards serve; undefined where no connection is needed. */
  readonly client: Client | undefined
  readonly clock: Clock
}

/** Of a client that is connected, or about to be. */
export type Connected = Api & { readonly client: Client }

export type RequestOptions = {
  readonly token: string
  /** Of another server, such as `http://127.0.0.1:4000/api`; Discord itself when absent. */
  readonly apiUrl?: string
  /** A request is given up after this long; retries follow. */
  readonly timeoutMs?: number
  readonly clock: Clock
  readonly download: Download
}

/** With all retries shorter than a delivery's lease, so that nobody sends it again meanwhile. */
const defaultTimeoutMs = 10_000
const quickTimeoutMs = 1_200
/** Between the attempts at a request that may happen twice. */
const pausesMs = [250, 1_000] as const
/** What is known of a channel's limits is forgotten soon after its last message: there may be ten thousand of them. */
const handlerSweepInterval = 30_000

/** How discord.js makes requests: it keeps to Discord's limits, and leaves retries to us. */
export function restOptions({
  apiUrl,
  timeoutMs = defaultTimeoutMs,
}: Pick<RequestOptions, "apiUrl" | "timeoutMs">) {
  return { timeout: timeoutMs, retries: 0, handlerSweepInterval, ...(apiUrl ? { api: apiUrl } : {}) }
}

/** They need no connection, and work after one has ended: a last answer still goes out. */
export function createRequests({ token, clock, download, ...options }: RequestOptions): Requests {
  const { makeRequest, clockOffsetMs } = readingTheDate(clock)
  const common = { ...restOptions(options), makeRequest }
  const limited = new REST({ ...common, rejectOnRateLimit: createRejection(clock) })
  const exempt = new REST({ ...common, globalRequestsPerSecond: Number.POSITIVE_INFINITY })

  function through(rest: REST, waitMs: WaitMs, timeoutMs?: number): Rest {
    const run =
      (method: Method): Send =>
      <T>(route: RouteLike, request?: RequestData) => {
        const attempt = async () => {
          const cut = timeoutMs === undefined ? request : withTimeout(request, timeoutMs)
          // One 401 makes discord.js forget the token.
          const answer = rest.setToken(token)[method](route, cut)
          return (await answer.catch((error: unknown) => Promise.reject(refusal(error)))) as T
        }
        return retry(attempt, { clock, waitMs, signal: request?.signal ?? undefined })
      }
    return { get: run("get"), post: run("post"), put: run("put"), patch: run("patch"), delete: run("delete") }
  }

  return {
    rest: through(limited, (error, attempt) => wholeBotMs(error) ?? againMs(error, attempt)),
    once: through(limited, wholeBotMs),
    paced: through(limited, againMs),
    answers: through(exempt, againMs),
    quick: through(exempt, againMs, quickTimeoutMs),
    makeRequest,
    clockOffsetMs,
    filesFrom: options.apiUrl,
    download,
  }
}

/** A date of whole seconds, and an answer's way, tell no smaller difference. */
const sameTimeMs = 5_000

/** Makes requests, and reads Discord's clock from the answers. */
function readingTheDate(clock: Clock): Pick<RESTOptions, "makeRequest"> & Pick<Requests, "clockOffsetMs"> {
  let offsetMs = 0
  return {
    async makeRequest(...request) {
      const answer = await DefaultRestOptions.makeRequest(...request)
      const date = Date.parse(answer.headers.get("date") ?? "")
      if (!Number.isNaN(date)) offsetMs = date - clock.now().epochMilliseconds
      return answer
    },
    clockOffsetMs: () => (Math.abs(offsetMs) < sameTimeMs ? 0 : offsetMs),
  }
}

type WaitMs = (error: unknown, attempt: number) => number | undefined

/** Nothing was done where the whole bot asks too much. */
function wholeBotMs(error: unknown): number | undefined {
  return error instanceof PlatformError && error.isWholeRate ? error.retryAfterMs : undefined
}

function againMs(error: unknown, attempt: number): number | undefined {
  return error instanceof NetworkError ? pausesMs[attempt - 1] : undefined
}

/**
 * discord.js waits by itself where it foresees a limit. What Discord says of the whole bot is passed on, and so is the
 * limit on edits of published messages: its header says a second, and discord.js would try for ever.
 */
function createRejection(clock: Clock): NonNullable<RESTOptions["rejectOnRateLimit"]> {
  let wholeBotUntil = 0
  return ({ global, method, retryAfter, route, scope }) => {
    const now = clock.now().epochMilliseconds
    if (scope === "global") wholeBotUntil = now + retryAfter
    if (global) return now < wholeBotUntil
    return route.endsWith("/crosspost") || (scope === "shared" && method === "PATCH")
  }
}

function withTimeout(request: RequestData | undefined, ms: number): RequestData {
  const signals = [AbortSignal.timeout(ms), ...(request?.signal ? [request.signal] : [])]
  return { ...request, signal: AbortSignal.any(signals) }
}

/** The time on Discord's clock, by which its ids are made. */
export function discordsNow({ clock, clockOffsetMs }: Pick<Api, "clock" | "clockOffsetMs">): number {
  return clock.now().epochMilliseconds + clockOffsetMs()
}

const messagesPerPage = 100
const mostPages = 10

/** A channel's messages after a moment on Discord's clock, the oldest page first, as far as ten pages go. */
export async function* messagesAfter(rest: Rest, channel: string, timestamp: number) {
  let after = SnowflakeUtil.generate({ timestamp }).toString()
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ limit: String(messagesPerPage), after })
    const messages = await rest.get<readonly APIMessage[]>(Routes.channelMessages(channel), { query })
    yield messages
    const [newest] = messages
    if (newest === undefined || messages.length < messagesPerPage) return
    after = newest.id
  }
}

/** The bot's own id as a member; asked for where no connection has told it. */
export async function ownId({ client, rest }: Pick<Api, "client" | "rest">): Promise<string> {
  return client?.user?.id ?? (await rest.get<APIUser>(Routes.user())).id
}
