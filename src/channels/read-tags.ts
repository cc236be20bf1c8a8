import { parseFilter } from "../search/index.ts"
import type { TagRule } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

const { errors } = words.channels
const none = /^(none|no|-)$/i

/** Rules as people write them, `Vision=cat:cs.CV; Agents=agent`; undefined for none. `today` is offered for days that move. Throws `UserError` that names the rule. */
export function readTags(text: string, today?: string): readonly TagRule[] | undefined {
  if (none.test(text.trim())) return undefined
  const rules = text.split(";").flatMap((rule) => (rule.trim() === "" ? [] : readRule(rule.trim(), today)))
  return rules.length > 0 ? rules : undefined
}

/** The rules as `readTags` reads them. */
export function writeTags(rules: readonly TagRule[]): string {
  return rules.map(({ tag, filter }) => `${tag}=${filter}`).join("; ")
}

function readRule(rule: string, today: string | undefined): TagRule {
  const [tag = "", ...rest] = rule.split("=").map((part) => part.trim())
  const filter = rest.join("=")
  if (tag === "" || filter === "")
    throw new UserError("bad-tag", errors.badTag(rule), { hint: errors.tagHint, field: "tags" })
  const read = parseFilter(filter, today)
  if (read.kind === "filter") return { tag, filter }
  const hint = read.suggestion === undefined ? errors.filterHint : errors.didYouMean(read.suggestion)
  throw new UserError("bad-filter", read.message, { hint, field: "tags" })
}
