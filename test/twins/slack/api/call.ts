/** One call of the Web API, as a method sees it. */
import type { OpenForms } from "../open-forms.ts"
import type { Uploads } from "../uploads.ts"
import type { Workspace, World } from "../world.ts"

export type Call = {
  readonly world: World
  readonly workspace: Workspace
  readonly token: string
  readonly given: Readonly<Record<string, unknown>>
  readonly now: number
  /** How many messages a page has where so many are asked for. */
  readonly pageOf: (asked: number) => number
  /** `trigger_id`s that may still open a view. */
  readonly takeTrigger: (id: string) => boolean
  readonly forms: OpenForms
  readonly uploads: Uploads
}

export type Answer = { readonly ok: true } & Readonly<Record<string, unknown>>
export type Method = { readonly scope?: string; readonly run: (call: Call) => Answer }

/** What Slack answers with `ok: false`. */
export class Refused extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

export function textOf(call: Call, name: string): string {
  const value = call.given[name]
  if (typeof value !== "string" || value === "")
    throw new Refused("invalid_arguments", { response_metadata: { messages: [`missing ${name}`] } })
  return value
}
