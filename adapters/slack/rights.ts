/** Who may change settings: Slack's commands have no permission model, so the member is looked up on every call. */
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { isDirect, platform, teamOf } from "./ids.ts"
import { refusal } from "./refusal.ts"
import type { Workspaces } from "./workspaces.ts"

/** A right that was taken away works on for this long at the most. */
const rememberedMs = 60_000

export type Rights = {
  /**
   * The actor as the workspace knows them: its admins and owners, and a channel's creator, may change settings. Who
   * cannot be looked up is answered all the same, without rights.
   */
  complete(actor: Actor): Promise<Actor>
}

export function createRights(workspaces: Workspaces, clock: Clock, log: Log): Rights {
  const remembered = new Map<
    string,
    { readonly admin: boolean; readonly name: string; readonly until: number }
  >()

  async function look({ community, place, member, memberName }: Actor) {
    const { client } = await workspaces.at(teamOf(community))
    const { user } = await client.users.info({ user: member })
    const name = user?.profile?.display_name || user?.real_name || memberName
    if (user?.is_admin || user?.is_owner) return { admin: true, name }
    // What one gets in one's own direct messages is one's own affair.
    if (isDirect(place)) return { admin: true, name }
    // On the home page, which lies in no channel, somebody is an admin of the workspace or none.
    if (place === member) return { admin: false, name }
    // A channel that the bot is not in has no creator to be known.
    const creator = await client.conversations.info({ channel: place }).then(
      ({ channel }) => channel?.creator,
      () => undefined,
    )
    return { admin: creator === member, name }
  }

  return {
    async complete(actor) {
      const key = `${actor.community} ${actor.place} ${actor.member}`
      const now = clock.now().epochMilliseconds
      for (const [old, { until }] of remembered) {
        if (until > now) break
        remembered.delete(old)
      }
      const known = remembered.get(key)
      if (known && known.until > now) return { ...actor, isAdmin: known.admin, memberName: known.name }
      const found = await look(actor).catch((error) => {
        log.warn({ platform, error: refusal(error) }, "Slack: a member's rights could not be looked up")
      })
      if (!found) return actor
      const { admin, name } = found
      remembered.set(key, { admin, name, until: now + rememberedMs })
      return { ...actor, isAdmin: admin, memberName: name }
    },
  }
}
