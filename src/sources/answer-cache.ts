/** What sources answered before, stored so that they are asked less often. */

import type { Services } from "../vocabulary/services.ts"
import type { CachedResponse, ResponseCache } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import type { Attempt } from "./attempt.ts"

type Needs = Pick<Services, "clock" | "log"> & { readonly cache: ResponseCache }

/** How long a stored answer is good enough, in milliseconds; may depend on its body. */
export type MaxAge = number | ((body: string) => number)

/** The stored answer of an address; undefined where there is none, or the store fails. */
export async function recall(url: string, { cache, log }: Needs): Promise<CachedResponse | undefined> {
  return cache.get(url).catch((error: unknown) => {
    log.warn({ error }, words.library.log.cacheUnread)
    return undefined
  })
}

/** Whether a stored answer can be given without asking again. One from the future cannot, because the clock was set back. */
export function isYoungEnough(
  { body, storedAt }: CachedResponse,
  maxAgeMs: MaxAge,
  now: Temporal.Instant,
): boolean {
  const ageMs = now.epochMilliseconds - Temporal.Instant.from(storedAt).epochMilliseconds
  return ageMs >= 0 && ageMs < (typeof maxAgeMs === "number" ? maxAgeMs : maxAgeMs(body))
}

/** Stores a success and gives it back; "unchanged" (304) is the stored answer, read just now. */
export async function remember(
  url: string,
  { status, headers, body }: Attempt,
  cached: CachedResponse | undefined,
  { cache, clock, log }: Needs,
): Promise<CachedResponse> {
  const kept = keptHeaders(headers)
  const storedAt = clock.now().toString()
  const response =
    status === 304 && cached !== undefined
      ? { ...cached, headers: { ...cached.headers, ...kept }, storedAt }
      : { url, status, headers: kept, body, storedAt }
  if (response.status === 200) {
    await cache.put(response).catch((error: unknown) => log.warn({ error }, words.library.log.cacheUnwritten))
  }
  return response
}

function keptHeaders(headers: Headers): Readonly<Record<string, string>> {
  const names = ["content-type", "etag", "last-modified", "link"]
  return Object.fromEntries(
    names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])),
  )
}
