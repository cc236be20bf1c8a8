import * as z from "zod"
import { nearestWord } from "../src/parsing/edit-distance.ts"

/** What the README's table and a mistake's message say about one variable. */
export type About = {
  /** What it is for, one sentence. */
  readonly purpose: string
  /** What may stand there, as the end of "should be …". */
  readonly allowed: string
  /** What holds where nothing is set. */
  readonly default: string
  /** Its value appears in no message. */
  readonly secret?: true
}

const registry = z.registry<About>()

/** Attaches a variable's description to its schema; zod then carries both. */
export function setting<S extends z.ZodType>(about: About, schema: S): S {
  registry.add(schema, about)
  return schema
}

/** The description of a setting. Throws for a schema that has none: every variable needs one. */
export function aboutSetting(schema: z.core.$ZodType): About {
  const about = registry.get(schema as z.ZodType)
  if (about === undefined) throw new Error("A setting lacks its description: wrap its schema in setting().")
  return about
}

/** A named place on the clock's map, as IANA writes it. Offsets such as `+02:00` are refused: they know no summer time. */
export const timeZone = z.string().superRefine((value, context) => {
  if (isTimeZone(value)) return
  const meant = nearestWord(value, Intl.supportedValuesOf("timeZone"), 2)
  context.addIssue({
    code: "custom",
    ...(meant === undefined ? {} : { params: { hint: `did you mean ${meant}?` } }),
  })
})

function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: value })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Address of a server and nothing behind it, since each source knows its own paths. Without the last slash. */
export const baseUrl = z
  .url({ protocol: /^https?$/, hostname: /./, abort: true })
  .refine((value) => ["", "/"].includes(new URL(value).pathname + new URL(value).search))
  .transform((value) => new URL(value).origin)
