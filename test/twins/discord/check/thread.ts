import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { notBetween, tooMany } from "./field.ts"

/** Whether a thread's name, rest time and tags are such as Discord takes. */
export function threadErrors(body: Readonly<Record<string, unknown>>): readonly FieldError[] {
  const minutes: readonly unknown[] = limits.thread.autoArchiveMinutes
  const rest = body.auto_archive_duration ?? undefined
  const rests = rest === undefined || minutes.includes(rest)
  return [
    ...notBetween("name", body.name, 1, limits.thread.name),
    ...tooMany("applied_tags", body.applied_tags, limits.thread.appliedTags),
    ...(rests
      ? []
      : [
          {
            path: "auto_archive_duration",
            code: "BASE_TYPE_CHOICES",
            message: `Value must be one of {${minutes.join(", ")}}.`,
          },
        ]),
  ]
}
