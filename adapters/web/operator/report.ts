/** The overview as a text that goes into an issue: no secrets, ids, addresses or names of people. */
import type { OverviewPart } from "../../../src/vocabulary/operator.ts"
import { words } from "../../../src/words/words.ts"

const { report: say } = words.operator
const marks = { ok: "ok", warning: "!!", error: "XX" } as const

/** A line for each thing that was looked at. */
export function reportOf(parts: readonly OverviewPart[], at: Temporal.Instant): string {
  const head = `${say.head(`${at.toString({ smallestUnit: "minute" })}`)}\n`
  return withoutPeople([head, ...parts.map(partInText)].join("\n"))
}

function partInText({ title, checks, none }: OverviewPart): string {
  const lines = checks.map(({ subject, state, found, advice }) =>
    [`${marks[state]}  ${subject}: ${found}`, ...(advice === undefined ? [] : [`    ${advice}`])].join("\n"),
  )
  return `## ${title}\n${(lines.length === 0 ? [none] : lines).join("\n")}\n`
}

/** What tells who somebody is: mail addresses, ids of the platforms, passwords in addresses, the name of a home folder. */
const telling: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/:\/\/[^\s/@]+@/g, `://${say.secret}@`],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, say.address],
  [/\b(discord|slack|web):[\w.:-]+/g, `$1:${say.id}`],
  [/\b\d{15,20}\b/g, say.id],
  [/\b[UWCDGTBAE](?=[A-Z0-9]*\d)[A-Z0-9]{7,12}\b/g, say.id],
  [/(\/home|\/Users)\/[^\s/]+/g, "~"],
  [/([A-Z]:\\Users)\\[^\s\\]+/g, "~"],
]

/** A text without what tells of whom it speaks. */
export function withoutPeople(text: string): string {
  return telling.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}
