import { postCards } from "../cards/paper-card.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { createCommunity } from "../community/community.ts"
import { createTallyRefresh } from "../community/tally-refresh.ts"
import { createVotesElsewhere } from "../community/votes-elsewhere.ts"
import { createPlaces } from "../delivery/places.ts"
import { createDataRights } from "../reading/data-rights.ts"
import { createPersons } from "../reading/persons.ts"
import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Schedules } from "../vocabulary/channels.ts"
import {
  type Command,
  type Context,
  commandsFor,
  type Invocation,
  type OperatorLinks,
  type Surface,
} from "../vocabulary/command.ts"
import type { Post } from "../vocabulary/community-stores.ts"
import type { Digests, MailDigests } from "../vocabulary/digests.ts"
import type { Feeds } from "../vocabulary/feeds.ts"
import type { Follows } from "../vocabulary/following.ts"
import type { Form } from "../vocabulary/form.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Metrics } from "../vocabulary/metrics.ts"
import type { Operator } from "../vocabulary/operator.ts"
import type { Adapter, Bot } from "../vocabulary/ports.ts"
import type { Linking, SavedPapers } from "../vocabulary/readers.ts"
import type { Recommendations } from "../vocabulary/recommending.ts"
import type { Stores } from "../vocabulary/stores.ts"
import type { Clock, Health, Log, Random } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { type ActionMemory, createActionMemory, keepActions, wholeCall } from "./action-memory.ts"
import { createBoundary } from "./boundary.ts"
import { createCompletion } from "./completion.ts"
import { createDispatch } from "./dispatch.ts"
import { createFairUse, type FairUseLimits } from "./fair-use.ts"
import { withNews } from "./news.ts"
import { createSpelling } from "./spelled-lines.ts"
import { createWelcome } from "./welcome.ts"

export type BotParts = {
  readonly commands: readonly Command[]
  readonly stores: Pick<
    Stores,
    | "papers"
    | "votes"
    | "posts"
    | "threads"
    | "stats"
    | "subscriptions"
    | "editions"
    | "members"
    | "dataRights"
    | "audit"
    | "facts"
    | "check"
  >
  readonly library: Library
  readonly saved: SavedPapers
  readonly follows: Follows
  readonly linking: Linking
  readonly recommendations: Recommendations
  readonly schedules: Schedules
  readonly digests: Digests
  readonly feeds: Feeds
  readonly mailDigests: MailDigests
  /** By platform. May be filled until the first adapter starts. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** IANA zone of places that have none of their own. */
  readonly timeZone: string
  /** How commands are met where no adapter says it: at the terminal. Default: as in any chat. */
  readonly surface?: Surface
  /** What the terminal's user can do beside. */
  readonly operator?: Operator
  /** Where long buttons are kept. */
  readonly memory?: ActionMemory
  /** What drives posts; absent where nothing does. */
  readonly ticks?: { health(): Health }
  readonly links?: OperatorLinks
  readonly metrics?: Metrics | undefined
  /** How often people may ask. Absent: as often as they like. */
  readonly fairUse?: FairUseLimits | undefined
  /** Of several bots on one store: whether this one does what one does for all. Absent where there is no other. */
  readonly turn?: {
    isOurs(): boolean
    /** Where it is delivering that takes turns. */
    health?(): Health
  }
}

/** How far back posts are looked through after an absence; older ones are rarely reacted to. */
const recentDays = 7

/** The core as adapters see it: the one door for commands, reactions, and what becomes of messages. */
export function createBot(parts: BotParts): Bot & {
  /** Looks for votes that were cast in other processes; never throws. */
  followVotes(): Promise<void>
  stop(): Promise<void>
} {
  const { stores, clock, log, random, memory = createActionMemory() } = parts
  const { surfaceOf, spelledFor } = createSpelling(parts)
  const tallies = createTallyRefresh({ posts: stores.posts, adapters: parts.adapters, render, clock, log })
  const community = createCommunity({
    ...stores,
    adapters: parts.adapters,
    clock,
    log,
    changed: tallies.changed,
    votesWith,
  })
  const persons = createPersons({ ...stores, adapters: parts.adapters })
  const rights = createDataRights({ ...stores, persons, adapters: parts.adapters, clock })
  const isOurs = () => parts.turn?.isOurs() ?? true
  const followVotes = createVotesElsewhere({ ...stores, changed: changedElsewhere, isOurs, log })
  const dispatch = createDispatch({
    commands: parts.commands,
    context: contextOf,
    log,
    random,
    idLength: (platform) => parts.adapters.get(platform)?.buttonIdLength,
    surfaceOf,
    memory,
    metrics: parts.metrics,
    audit: stores.audit,
    fairUse: parts.fairUse && createFairUse(parts.fairUse, clock),
  })
  const boundary = createBoundary(log)

  const places = createPlaces({
    ...stores,
    ...{ adapters: parts.adapters, log },
    wholeCommunity: (community, isGone) =>
      stores.dataRights.leave(community, isGone ? clock.now().toString() : undefined),
  })
  const welcome = createWelcome(stores.facts, clock)

  /** In direct messages: with the community that the member's digest there comes from. */
  async function votesWith(actor: Actor): Promise<string | undefined> {
    const digest = await parts.digests.here(actor)
    return digest?.gone === undefined || digest.gone === "closed" ? digest?.community : undefined
  }

  /** Each bot keeps its own page up to date; where a platform counts what is sent, one bot edits for all. */
  function changedElsewhere(where: string, paper: string): void {
    const isCounted = adapterOf(parts.adapters, where)?.rate !== undefined
    if (isOurs() || !isCounted) tallies.changed(where, paper)
  }

  async function render(post: Post): Promise<Card | undefined> {
    // A message about several papers is its edition's to edit.
    if (post.number !== undefined) return undefined
    const paper = (await stores.papers.get([post.paper])).get(post.paper)
    const before = post.kind === "post" ? await stores.editions.cardOf(post) : undefined
    const stats = await community.stats(post.community, post.paper)
    return paper && postCards[post.kind](paper, stats, before?.reason)
  }

  async function form(invocation: Invocation): Promise<Form | undefined> {
    const { platform } = invocation.actor
    const { kind, formFields = 0 } = surfaceOf(platform)
    const { command: name, values } = await calledForm(invocation.input)
    const command = commandsFor(kind, parts.commands).find((one) => one.name === name)
    const form = await command?.form?.(values, await contextOf(invocation))
    if (form === undefined || form.fields.length > formFields) return undefined
    await keepActions({ form }, memory, parts.adapters.get(platform)?.buttonIdLength ?? Infinity)
    return form
  }

  /** A button's call as it is, a line only where it is a command's name and nothing more. */
  async function calledForm(input: Invocation["input"]) {
    if (input.kind === "typed") return wholeCall(input, memory)
    return { command: input.kind === "line" ? input.text.trim().toLowerCase() : "", values: {} }
  }

  async function contextOf({ actor, on }: Invocation): Promise<Context> {
    const {
      library,
      saved,
      linking,
      follows,
      recommendations,
      schedules,
      digests,
      mailDigests,
      feeds,
      commands,
      operator,
    } = parts
    const surface = surfaceOf(actor.platform)
    return {
      ...{
        actor,
        on,
        random,
        library,
        community,
        saved,
        linking,
        follows,
        recommendations,
        schedules,
        digests,
        feeds,
        mailDigests,
        commands,
        surface,
      },
      now: clock.now(),
      links: parts.links ?? {},
      rights,
      audit: stores.audit,
      timeZone: await timeZoneOf(parts, actor),
      operator: surface.kind === "terminal" ? operator : undefined,
    }
  }

  async function refreshed(message: MessageRef): Promise<Card | undefined> {
    const post = await stores.posts.at(message)
    return post && render(post)
  }

  async function bookmarked(actor: Actor, message: MessageRef, on: boolean): Promise<void> {
    const post = await stores.posts.at(message)
    if (post === undefined || post.community !== actor.community) return
    await parts.saved.react(actor, post.paper, on, `${post.place}/${post.message}`)
  }

  return {
    commands: parts.commands,
    dispatch: withNews(dispatch, [parts.digests, parts.mailDigests], log),
    form: (invocation) => boundary("form", () => form(invocation), undefined),
    ...createCompletion({ ...parts, surfaceOf }),
    react: (...what) => boundary("reaction", () => community.react(...what), undefined),
    bookmarked: (...what) => boundary("bookmark", () => bookmarked(...what), undefined),
    recentPosts: (platform) =>
      boundary("recent posts", () => stores.posts.ofPlatformSince(platform, daysAgo(clock, recentDays)), []),
    reconcile: (...what) => boundary("read-back", () => community.reconcile(...what), false),
    posted: (message, card) => boundary("posted card", () => community.posted(message, card), undefined),
    vanished: (what) => boundary("vanished message", () => community.vanished(what), undefined),
    placeGone: (where) => boundary("place gone", () => places.placeGone(where), undefined),
    present: (list) => boundary("present", () => places.present(list), undefined),
    memberGone: (who) => boundary("member gone", () => places.memberGone(who), undefined),
    placeBack: (where) => boundary("place back", () => places.placeBack(where), undefined),
    replied: (where) => boundary("replies", () => community.replied(where), undefined),
    paperStats: (actor, papers) =>
      boundary("paperStats", () => community.paperStats(actor, papers), new Map()),
    refreshed: (message) => boundary("refreshed post", () => refreshed(message), undefined),
    health: () =>
      boundary("health", () => healthOf(parts), { bot: { up: false, detail: words.errors.log.seeLog } }),
    followVotes,
    welcome: (community, send) =>
      boundary("welcome", () => welcome(community, (card) => send(spelledFor(community, card))), undefined),
    stop: tallies.stop,
  }
}

async function timeZoneOf({ stores, timeZone }: BotParts, actor: Actor): Promise<string> {
  const [subscription] = await stores.subscriptions.ofPlace(actor.community, actor.place)
  return subscription?.timeZone ?? timeZone
}

async function healthOf({
  adapters,
  stores,
  library,
  ticks,
  turn,
}: BotParts): Promise<Record<string, Health>> {
  const platforms = [...adapters].map(([platform, adapter]): [string, Health] => [platform, adapter.health()])
  const problem = await stores.check()
  const store: Health = problem
    ? { up: false, detail: problem }
    : { up: true, detail: words.errors.log.stored(await library.count()) }
  const schedule = ticks?.health()
  const deliveries = turn?.health?.()
  return {
    ...Object.fromEntries(platforms),
    ...(schedule && { schedule }),
    ...(deliveries && { deliveries }),
    store,
  }
}

function daysAgo(clock: Clock, days: number): string {
  const then = clock.now().subtract({ hours: days * 24 })
  return then.toString()
}
