import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { HttpAnswer } from "./http.ts"

export type Source = {
  /** As a program knows it: `huggingface`. */
  readonly platform: string
  /** As people do: `Hugging Face`. */
  readonly title: string
}

/** Reads an answer with a parser; an answer that makes no sense is the source's failure, not the person's. */
export function readAnswer<T>({ platform, title }: Source, answer: HttpAnswer, read: (body: string) => T): T {
  try {
    return read(answer.body)
  } catch (cause) {
    const isUnreadable =
      cause instanceof SyntaxError || (cause instanceof UserError && cause.code === "unreadable")
    if (!isUnreadable) throw cause
    const message = `${title} gave an answer that I cannot read (${answer.status}).`
    throw new PlatformError(platform, "unexpected-answer", message, { cause })
  }
}

/** Passes a successful answer on. Throws `PlatformError` for any other. */
export function successful({ platform, title }: Source, answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer
  throw new PlatformError(
    platform,
    `http-${answer.status}`,
    `${title} refused the question (${answer.status}).`,
  )
}
