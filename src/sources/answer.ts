/** What a source answered: read, taken as a success, and followed to its next page. */
import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Source } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"
import type { HttpAnswer } from "./http.ts"

type Named = Pick<Source, "name" | "title">

/** Reads an answer with a parser; an answer that makes no sense is the source's failure, not the person's. */
export function readAnswer<T>({ name, title }: Named, answer: HttpAnswer, read: (body: string) => T): T {
  try {
    return read(answer.body)
  } catch (cause) {
    const isUnreadable =
      cause instanceof SyntaxError || (cause instanceof UserError && cause.code === "unreadable")
    if (!isUnreadable) throw cause
    const message = words.library.sources.unreadable(title, answer.status)
    throw new PlatformError(name, "unexpected-answer", message, { cause })
  }
}

/** Passes a successful answer on. Throws `PlatformError` for any other. */
export function successful({ name, title }: Named, answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer
  throw new PlatformError(name, `http-${answer.status}`, words.library.sources.refused(title, answer.status))
}

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
  throw new PlatformError(host, "led-elsewhere", words.library.sources.nextPageElsewhere(host))
}

const nextLink = /<([^<>]*)>[^,<]*;\s*rel="?next"?(?![\w-])/i
