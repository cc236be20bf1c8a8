/** One question to a server, asked once. */
import { PlatformError } from "../vocabulary/errors.ts"
import type { CachedResponse } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"

export type Attempt = { readonly status: number; readonly headers: Headers; readonly body: string }

export type AttemptOptions = {
  readonly fetch: typeof fetch
  readonly url: string
  readonly accept: string
  readonly signal: AbortSignal
  /** What is known already: the server is asked whether it changed. */
  readonly cached: CachedResponse | undefined
}

/**
 * Asks, follows redirects within the same host, and reads the body to its end. Throws what `fetch` throws when the
 * server cannot be reached, the signal's reason when it aborts, and `PlatformError` when the answer leads elsewhere or is
 * too long.
 */
export async function attemptFetch(options: AttemptOptions): Promise<Attempt> {
  let url = new URL(options.url)
  for (let step = 0; step <= mostRedirects; step += 1) {
    const response = await options.fetch(url, {
      redirect: "manual",
      signal: options.signal,
      headers: headersOf(options),
    })
    const target = response.status === 304 ? null : redirectionOf(response)
    if (target === null) {
      return { status: response.status, headers: response.headers, body: await bodyOf(response, url.host) }
    }
    await response.body?.cancel()
    url = sameHost(url, target)
  }
  throw new PlatformError(url.host, "too-many-redirects", words.library.sources.redirectsForever(url.host))
}

const mostRedirects = 3
// A month's page of 100 papers is about 1 MB.
const mostBytes = 32_000_000

function headersOf({ accept, cached }: AttemptOptions): Record<string, string> {
  const { etag, "last-modified": modified } = cached?.headers ?? {}
  return {
    accept,
    "user-agent": words.library.sources.userAgent,
    ...(etag !== undefined && { "if-none-match": etag }),
    ...(modified !== undefined && { "if-modified-since": modified }),
  }
}

function redirectionOf(response: Response): string | null {
  return response.status >= 300 && response.status < 400 ? response.headers.get("location") : null
}

// A source must not send us to addresses of its choosing, such as ones within our own network.
function sameHost(from: URL, location: string): URL {
  const to = new URL(location, from)
  const isUpgrade = to.protocol === from.protocol || to.protocol === "https:"
  if (to.host === from.host && isUpgrade) return to
  throw new PlatformError(
    from.host,
    "led-elsewhere",
    words.library.sources.redirectsElsewhere(from.host, to.host),
  )
}

async function bodyOf(response: Response, host: string): Promise<string> {
  if (response.body === null) return ""
  const decoder = new TextDecoder()
  const pieces: string[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes)
      throw new PlatformError(host, "too-long", words.library.sources.tooLong(host, mostBytes / 1_000_000))
    pieces.push(decoder.decode(chunk, { stream: true }))
  }
  return pieces.join("") + decoder.decode()
}
