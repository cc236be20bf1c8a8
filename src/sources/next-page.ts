import { PlatformError } from "../vocabulary/errors.ts"
import type { HttpAnswer } from "./http.ts"

/**
 * Where `Link: <…>; rel="next"` leads; undefined on the last page. Throws `PlatformError` when it leads to another
 * host: what a source says must never send us elsewhere.
 */
export function nextPage(answer: HttpAnswer): string | undefined {
  const target = nextLink.exec(answer.headers.link ?? "")?.[1]
  if (target === undefined) return undefined
  const next = URL.canParse(target, answer.url) ? new URL(target, answer.url) : undefined
  const { origin, host } = new URL(answer.url)
  if (next?.origin === origin) return next.href
  throw new PlatformError(host, "led-elsewhere", `${host} says that its next page is on another host.`)
}

const nextLink = /<([^<>]*)>[^,<]*;\s*rel="?next"?(?![\w-])/i
