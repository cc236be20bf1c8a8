/** Small checks that say what is wrong in Discord's words. */
import type { FieldError } from "../rest/refusal.ts"

/** Length in characters; what is absent is not checked. */
export function tooLong(path: string, value: unknown, max: number): FieldError[] {
  return typeof value === "string" && value.length > max
    ? [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${max} or fewer in length.` }]
    : []
}

export function notBetween(path: string, value: unknown, min: number, max: number): FieldError[] {
  if (typeof value === "string" && value.length >= min && value.length <= max) return []
  if (value === undefined || value === "")
    return [{ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }]
  const message = `Must be between ${min} and ${max} in length.`
  return [{ path, code: "BASE_TYPE_BAD_LENGTH", message }]
}

export function tooMany(path: string, value: unknown, max: number): FieldError[] {
  return listOf(value).length > max
    ? [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${max} or fewer in length.` }]
    : []
}

/** Anything that is a list, as records; what is none has no items. */
export function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : []
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
}

export function lengthOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0
}
