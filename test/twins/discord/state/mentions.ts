/** Whom a message calls: by its words, and by what its writer allowed. */
import type { APIAllowedMentions, APIMessage, APIUser } from "discord-api-types/v10"
import { readable } from "./components.ts"
import type { World } from "./world.ts"

export type Mentions = Pick<APIMessage, "mentions" | "mention_roles" | "mention_everyone">

/** Without `allowed` every mention counts, as with a message that a person writes. */
export function mentionsOf(
  world: World,
  { content, components }: Pick<APIMessage, "content" | "components">,
  allowed?: APIAllowedMentions,
): Mentions {
  const text = `${content}\n${readable(components)}`
  const parses = (kind: string) => !allowed || (allowed.parse ?? []).some((one) => one === kind)
  const named = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ""))]
  const users = named(/<@!?(\d+)>/g).filter((id) => parses("users") || allowed?.users?.includes(id))
  const roles = named(/<@&(\d+)>/g).filter((id) => parses("roles") || allowed?.roles?.includes(id))
  return {
    mentions: users.flatMap((id): APIUser[] => {
      const user = world.users.get(id)
      return user ? [user] : []
    }),
    mention_roles: roles,
    mention_everyone: parses("everyone") && /@(everyone|here)\b/.test(text),
  }
}
