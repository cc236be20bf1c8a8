import { adapterOf } from "../community/adapter-of.ts"
import { previewPosts } from "../editions/preview.ts"
import type { Actor, PlaceDescription } from "../vocabulary/actor.ts"
import type { Schedules, SetUp } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { PapersOf } from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { defaultSubscription } from "./ensure-subscription.ts"
import { draftOf, readDraft } from "./read-draft.ts"
import { readPause } from "./read-pause.ts"
import { sendTest } from "./send-test.ts"

type SetUpParts = Pick<Services, "subscriptions" | "editions" | "adapters" | "clock" | "votes"> & {
  readonly library: Pick<Library, "list" | "trending" | "announced">
  /** For what is no list. */
  readonly papersOf?: PapersOf
}

/** A place's posts while an admin sets them up: what holds, what would, and who may. */
export function createSetUp(
  parts: SetUpParts,
  {
    turnOff,
    upcoming,
  }: Pick<Schedules, "upcoming"> & {
    readonly turnOff: (subscription: Subscription) => Promise<Subscription>
  },
): Schedules["setUp"] {
  const { subscriptions, adapters, clock } = parts

  async function mayManage({ community, place, member, isAdmin }: Actor, target: string): Promise<boolean> {
    if (target === place) return isAdmin
    const where = { community, place: target, member }
    return (await adapterOf(adapters, community)?.mayManage?.(where)) ?? isAdmin
  }

  async function describe(community: string, place: string): Promise<PlaceDescription> {
    const adapter = adapterOf(adapters, community)
    const known = await adapter?.describePlace?.({ community, place })
    return known ?? { name: place, kind: "text", ...(adapter?.describePlace && { isUnknown: true }) }
  }

  const opened: Schedules["setUp"]["opened"] = async (actor, { place, post, values, isMoved }, timeZone) => {
    const { community, member } = actor
    const posts = await subscriptions.ofPlace(community, place)
    const saved = await chosenOf(posts, post)
    const zone = saved ? saved.timeZone : await zoneOf(actor, timeZone)
    const described = await describe(community, place)
    // A forum takes posts, and nothing else does.
    const form = described.kind === "forum" ? ("forum" as const) : defaultSubscription.form
    const blank = { ...defaultSubscription, form, timeZone: zone }
    const fresh = { id: `${community}/${place}/${freeNumber(posts)}`, community, place, createdBy: member }
    const identity = saved
      ? identityOf(saved)
      : { ...fresh, active: false, createdAt: clock.now().toString() }
    // Who chooses a channel that has a post wants to see that one.
    const isAsSaved = Object.keys(values).length === 0 || (isMoved && saved !== undefined)
    const given = isMoved && (values.form === "forum") !== (form === "forum") ? { ...values, form } : values
    const typed = isAsSaved ? draftOf(saved ?? { ...blank, ...identity }) : given
    const read = readDraft(typed, { ...blank, ...identity }, { now: clock.now(), timeZone: zone })
    return {
      place: { id: place, ...described },
      posts,
      canTest: adapterOf(adapters, community)?.tell !== undefined,
      ...(saved && { saved }),
      values: read.problems.length > 0 ? typed : draftOf(read.subscription),
      ...read,
    }
  }

  /** The saved post that is meant; undefined for one that is not saved yet. Throws `UserError` for one that is gone. */
  async function chosenOf(
    posts: readonly Subscription[],
    post: string | undefined,
  ): Promise<Subscription | undefined> {
    if (post === undefined) return posts[0]
    if (post === "new" || (post === "first" && posts.length === 0)) return undefined
    const saved = posts.find(({ id }) => id === post)
    // A post of another channel that is moved here is one more here.
    if (saved !== undefined || (await subscriptions.get(post)) !== undefined) return saved
    const { gone, goneHint, meanwhile, meanwhileHint } = words.setup
    if (post === "first") throw new UserError("set-up-meanwhile", meanwhile, { hint: meanwhileHint })
    throw new UserError("post-gone", gone, { hint: goneHint })
  }

  async function zoneOf({ community, member }: Actor, otherwise: string): Promise<string> {
    return (await adapterOf(adapters, community)?.timeZoneOf?.({ community, member })) ?? otherwise
  }

  return {
    mayManage,
    opened,
    nextMoments: async (subscription, count) => (await upcoming(subscription, count)).map(({ at }) => at),
    preview: (subscription, count) => previewPosts(parts, subscription, clock.now(), count),
    async sendTest(actor, { place, subscription }) {
      const [preview] = await previewPosts(parts, subscription, clock.now(), 1)
      return sendTest(parts, actor, { place, preview })
    },
    pauseEnd: (written, timeZone) => readPause(written, { now: clock.now(), timeZone }),
    turnOff,
    remove: ({ id }) => subscriptions.remove(id),
  }
}

/** Of ids that end in numbers, one that is free. */
function freeNumber(posts: readonly Subscription[]): number {
  return Math.max(0, ...posts.map((post) => Number(/\d+$/.exec(post.id)?.[0] ?? 0))) + 1
}

/** What a post is apart from its settings. */
function identityOf(
  saved: Subscription,
): Omit<SetUp["subscription"], keyof typeof defaultSubscription | "timeZone"> {
  const { id, community, place, active, nextRunAt, pausedUntil, gone, createdBy, createdAt } = saved
  return { id, community, place, active, createdBy, createdAt, nextRunAt, pausedUntil, gone }
}
