/** A workspace's user groups, which a daily post can notify. */
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { causeOf, isRefusal } from "./errors.ts"
import type { UserGroups } from "./form-fields.ts"
import { platform, teamOf } from "./ids.ts"
import type { Workspaces } from "./workspaces.ts"

/** A group that was made a moment ago is there the next time. */
const rememberedMs = 60_000
const mostRemembered = 1_000

export type UserGroupsOf = {
  /** Those that can be mentioned. None where the plan has none, or Slack does not say. */
  of(community: string): Promise<UserGroups>
}

export function createUserGroups(
  workspaces: Workspaces,
  { clock, log }: Pick<Services, "clock" | "log">,
): UserGroupsOf {
  const remembered = createBoundedMap<string, { readonly groups: UserGroups; readonly until: number }>(
    mostRemembered,
  )

  async function ask(community: string): Promise<UserGroups> {
    const { client } = await workspaces.at(teamOf(community))
    const { usergroups = [] } = await client.usergroups.list({})
    return usergroups.flatMap(({ id, handle, name, date_delete: deleted }) =>
      id && !deleted ? [{ value: id, label: `@${handle ?? name}` }] : [],
    )
  }

  return {
    async of(community) {
      const now = clock.now().epochMilliseconds
      const known = remembered.get(community)
      if (known && known.until > now) return known.groups
      const groups = await ask(community).catch((error): UserGroups => {
        const cause = causeOf(error)
        if (isRefusal(cause, "missing_scope")) return "missing"
        log.debug({ platform, error: cause }, "Slack: no user groups")
        return []
      })
      remembered.set(community, { groups, until: now + rememberedMs })
      return groups
    },
  }
}
