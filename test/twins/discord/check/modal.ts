import { limits } from "../limits.ts"
import type { FieldError } from "../rest/refusal.ts"
import { notBetween, tooMany } from "./field.ts"

/** Whether a form keeps Discord's limits. */
export function modalErrors(data: Readonly<Record<string, unknown>>): readonly FieldError[] {
  return [
    ...notBetween("data.title", data.title, 1, limits.modal.title),
    ...notBetween("data.custom_id", data.custom_id, 1, limits.message.customId),
    ...tooMany("data.components", data.components, limits.modal.components),
  ]
}
