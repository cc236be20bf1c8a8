import { postCards } from "../cards/post-cards.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { createCommunity } from "../community/community.ts"
import { createKeptAnswers } from "../community/kept-answers.ts"
import { createTallyRefresh } from "../community/tally-refresh.ts"
import { createVotesElsewhere } from "../community/votes-elsewhere.ts"
import { createPlaces } from "../delivery/places.ts"
import type { Actor, MessageRef } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Schedules } from "../vocabulary/channels.ts"
import {
  type Command,
  type Context,
  chatSurface,
  commandsFor,
  type Invocation,
  type Surface,
} from "../vocabulary/command.ts"
import type { Post } from "../vocabulary/community-stores.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Operator } from "../vocabulary/operator.ts"
import type { Adapter, Bot } from "../vocabulary/ports.ts"
import type { Stores } from "../vocabulary/stores.ts"
import type { Clock, Health, Log, Random } from "../vocabulary/system.ts"
import { counted } from "../words/counted.ts"
import type { ActionMemory } from "./action-memory.ts"
import { createCompletion } from "./completion.ts"
import { createDispatch } from "./dispatch.ts"

export type BotParts = {
  readonly commands: readonly Command[]
  readonly stores: Pick<
    Stores,
    "papers" | "votes" | "posts" | "threads" | "stats" | "subscriptions" | "editions" | "facts" | "check"
  >
  readonly library: Library
  readonly schedules: Schedules
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
  const { stores, clock, log, random } = parts
  const tallies = createTallyRefresh({ posts: stores.posts, adapters: parts.adapters, render, clock, log })
  const community = createCommunity({
    ...stores,
    adapters: parts.adapters,
    clock,
    log,
    changed: tallies.changed,
  })
  const isOurs = () => parts.turn?.isOurs() ?? true
  const followVotes = createVotesElsewhere({ ...stores, changed: changedElsewhere, isOurs, log })
  const dispatch = createDispatch({
    commands: parts.commands,
    context: (invocation) => contextOf(parts, community, surfaceOf(invocation.actor.platform), invocation),
    log,
    random,
    idLength: (platform) => parts.adapters.get(platform)?.buttonIdLength,
    surfaceOf,
    ...(parts.memory ? { memory: parts.memory } : {}),
  })
  const quietly = createQuietly(log)

  const places = createPlaces({ ...stores, log })
  const answers = createKeptAnswers()

  function surfaceOf(platform: string): Surface {
    const adapter = parts.adapters.get(platform)
    return (adapter ? adapter.surface : parts.surface) ?? chatSurface
  }

  /** Each bot keeps its own page up to date; where a platform counts what is sent, one bot edits for all. */
  function changedElsewhere(where: string, paper: string): void {
    const isCounted = adapterOf(parts.adapters, where)?.rate !== undefined
    if (isOurs() || !isCounted) tallies.changed(where, paper)
  }

  async function render(post: Post): Promise<Card | undefined> {
    if (post.kind === "answer") return answerNow(post)
    const paper = (await stores.papers.get([post.paper])).get(post.paper)
    return paper && postCards[post.kind](paper, await community.stats(post.community, post.paper))
  }

  /** An answer about one paper says more than its stats, so it is asked for again, on nobody's behalf. */
  async function answerNow(post: Post): Promise<Card | undefined> {
    const { community, place, paper } = post
    const platform = community.slice(0, community.indexOf(":"))
    const nobody = {
      platform,
      community,
      place,
      member: `${platform}:nobody`,
      memberName: "",
      isAdmin: false,
    }
    const input = { kind: "typed", command: "show", values: { paper } } as const
    const { card } = await dispatch({ actor: nobody, input })
    return card.paper === paper ? answers.renewed(post, card) : undefined
  }

  async function form(invocation: Invocation) {
    const name = bareCommand(invocation.input)
    const command = commandsFor(surfaceOf(invocation.actor.platform).kind, parts.commands).find(
      (one) => one.name === name,
    )
    const values = await command?.form?.(
      await contextOf(parts, community, surfaceOf(invocation.actor.platform), invocation),
    )
    return command && values && { command, values }
  }

  async function posted(message: MessageRef, card: Card): Promise<void> {
    if (card.paper === undefined) return
    await community.posted(message, card.paper)
    answers.keep(message, card)
  }

  async function refreshed(message: MessageRef): Promise<Card | undefined> {
    const post = await stores.posts.at(message)
    return post && render(post)
  }

  return {
    commands: parts.commands,
    dispatch,
    form: (invocation) => quietly("a form", () => form(invocation), undefined),
    ...createCompletion({ ...parts, surfaceOf }),
    react: (...what) => quietly("a reaction", () => community.react(...what), undefined),
    recentPosts: (platform) =>
      quietly("recent posts", () => stores.posts.ofPlatformSince(platform, daysAgo(clock, recentDays)), []),
    reconcile: (...what) => quietly("reactions after an absence", () => community.reconcile(...what), false),
    posted: (message, card) => quietly("a posted card", () => posted(message, card), undefined),
    vanished: (what) => quietly("a vanished message", () => community.vanished(what), undefined),
    placeGone: (where) => quietly("a place that is gone", () => places.placeGone(where), undefined),
    placeBack: (where) => quietly("a place that is back", () => places.placeBack(where), undefined),
    replied: (where) => quietly("replies", () => community.replied(where), undefined),
    paperStats: (actor, papers) =>
      quietly("paperStats", () => community.paperStats(actor, papers), new Map()),
    refreshed: (message) => quietly("a post as it is now", () => refreshed(message), undefined),
    health: () => quietly("health", () => healthOf(parts), { bot: { up: false, detail: "see the log" } }),
    followVotes,
    stop: tallies.stop,
  }
}

/** The command that is called without a word more. */
function bareCommand(input: Invocation["input"]): string | undefined {
  if (input.kind === "typed") return Object.keys(input.values).length === 0 ? input.command : undefined
  return input.kind === "line" ? input.text.trim().toLowerCase() : undefined
}

/** Adapters are promised that nothing throws: what fails is logged, and answered with `otherwise`. */
function createQuietly(log: Log) {
  return async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      log.error({ what, err: error }, "what an adapter reported could not be handled")
      return otherwise
    }
  }
}

async function contextOf(
  parts: BotParts,
  community: Context["community"],
  surface: Surface,
  { actor, on }: Invocation,
): Promise<Context> {
  return {
    actor,
    ...(on ? { on } : {}),
    now: parts.clock.now(),
    timeZone: await timeZoneOf(parts, actor),
    random: parts.random,
    library: parts.library,
    community,
    schedules: parts.schedules,
    ...(parts.operator && surface.kind === "terminal" ? { operator: parts.operator } : {}),
    commands: parts.commands,
    surface,
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
    : { up: true, detail: `${counted(await library.count(), "paper")} stored` }
  return {
    ...Object.fromEntries(platforms),
    ...(ticks ? { schedule: ticks.health() } : {}),
    ...(turn?.health ? { deliveries: turn.health() } : {}),
    store,
  }
}

function daysAgo(clock: Clock, days: number): string {
  return clock
    .now()
    .subtract({ hours: days * 24 })
    .toString()
}
