/** What members' profiles say: their language and time zone. */
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { causeOf } from "./errors.ts"
import { platform, teamOf } from "./ids.ts"
import type { Workspaces } from "./workspaces.ts"

/** Nobody moves or learns a language twice a day. */
const rememberedMs = 24 * 3_600_000
const mostRemembered = 10_000

export type Profile = { readonly locale?: string | undefined; readonly timeZone?: string | undefined }

type Who = Pick<Actor, "community" | "member">

export type Profiles = {
  /** Asked once a day. Throws `PlatformError` and `NetworkError`. */
  of(who: Who): Promise<Profile>
  /** The actor with their language. Nobody waits for it: who was not asked about yet has none until the next call. */
  inTheirLanguage(actor: Actor): Actor
}

export function createProfiles(
  workspaces: Workspaces,
  { clock, log }: Pick<Services, "clock" | "log">,
): Profiles {
  const remembered = createBoundedMap<string, { readonly profile: Profile; readonly until: number }>(
    mostRemembered,
  )
  const asking = new Map<string, Promise<Profile>>()
  const keyOf = ({ community, member }: Who) => `${community} ${member}`

  function known(who: Who): Profile | undefined {
    const found = remembered.get(keyOf(who))
    return found && found.until > clock.now().epochMilliseconds ? found.profile : undefined
  }

  async function look({ community, member }: Who): Promise<Profile> {
    const { client } = await workspaces.at(teamOf(community))
    const { user } = await client.users.info({ user: member, include_locale: true })
    const profile = { locale: user?.locale, timeZone: user?.tz }
    remembered.set(keyOf({ community, member }), {
      profile,
      until: clock.now().epochMilliseconds + rememberedMs,
    })
    return profile
  }

  /** Of many calls at once one asks. */
  function of(who: Who): Promise<Profile> {
    const [key, found] = [keyOf(who), known(who)]
    if (found) return Promise.resolve(found)
    const begun = asking.get(key) ?? look(who).finally(() => asking.delete(key))
    asking.set(key, begun)
    return begun
  }

  return {
    of,
    inTheirLanguage(actor) {
      const found = known(actor)
      if (!found)
        of(actor).catch((error) => log.debug({ platform, error: causeOf(error) }, "Slack: no profile"))
      return found?.locale ? { ...actor, locale: found.locale } : actor
    },
  }
}
