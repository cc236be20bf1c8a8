import { adapterOf } from "../community/adapter-of.ts"
import type { FailingPlace, Schedules } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const { health: said } = words.channels

/** Each place costs the platform a question or two. */
const mostPlaces = 25

/** The places of a community to which nothing can be sent, but for the one where somebody asks. */
export function createFailingPlaces(
  { subscriptions, adapters }: Pick<Services, "subscriptions" | "adapters">,
  missingPermissions: Schedules["missingPermissions"],
): Schedules["failingElsewhere"] {
  return async ({ community, place }) => {
    const active = (await subscriptions.ofCommunity(community)).filter(
      (post) => post.active && post.place !== place,
    )
    const places = [...new Map(active.map((post) => [post.place, post])).values()].slice(0, mostPlaces)
    return (await Promise.all(places.map(failing))).flatMap((found) => found ?? [])
  }

  async function failing({ community, place, gone }: Subscription): Promise<FailingPlace | undefined> {
    const where = { community, place }
    const missing = gone === undefined ? await missingPermissions({ ...where, toPost: true }) : []
    if (gone === undefined && missing.length === 0) return undefined
    const adapter = adapterOf(adapters, community)
    const link = adapter?.linkTo(where)
    const name = (await adapter?.describePlace?.(where))?.name
    return {
      place,
      ...(name !== undefined && { name }),
      ...(link !== undefined && { link }),
      why: gone === undefined ? words.setup.missing(missing.join(", ")) : words.delivery.gone[gone],
      remedy: gone === undefined ? words.setup.grant : said.lost,
    }
  }
}
