import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

const nobody = /^(nobody|none|no ?one|-)$/i
/** As the platforms write a role or a user group, or its id alone. */
const written = /^(?:<@&(\d+)>|<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>|(\d{5,25}|S[A-Z0-9]{6,20}))$/

/** The id of the role or user group to notify; undefined for nobody. Throws `UserError` for anything else, everybody too. */
export function readMention(text: string): string | undefined {
  if (nobody.test(text.trim())) return undefined
  const [, role, group, id] = written.exec(text.trim()) ?? []
  const found = role ?? group ?? id
  if (found !== undefined) return found
  const { badMention, mentionHint: hint } = words.channels.errors
  throw new UserError("bad-mention", badMention(text), { hint, field: "mention" })
}
