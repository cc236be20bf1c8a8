import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"
import { commands } from "../../../commands/index.ts"
import { createBot } from "../../../src/bot/bot.ts"
import { ensureSubscription } from "../../../src/channels/ensure-subscription.ts"
import { createSchedules } from "../../../src/channels/schedules.ts"
import { createDigesting } from "../../../src/digests/digesting.ts"
import { followedSource } from "../../../src/digests/followed.ts"
import { foundBySearch } from "../../../src/digests/found.ts"
import { recommendedFrom } from "../../../src/digests/recommended.ts"
import { createScheduler } from "../../../src/editions/scheduler.ts"
import { createFollower } from "../../../src/following/follower.ts"
import { createFollows } from "../../../src/following/follows.ts"
import { listDayAt } from "../../../src/papers/index.ts"
import { createLinking } from "../../../src/reading/linking.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import { createRecommendations } from "../../../src/recommending/recommendations.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card, PackedArguments } from "../../../src/vocabulary/card.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { Day } from "../../bench/posts/measure.ts"
import { aContext, anActor } from "../../builders.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { silentLog as log } from "../../silent-log.ts"
import { answer, createLibraryWorld } from "../library/world.ts"

const community = "chat:club"
const ada = anActor({ platform: "chat", community, place: "papers", isAdmin: true })

/** What a reader gets of one paper in a digest. */
export type Brought = { readonly paper: string; readonly reason: string }

/**
 * The whole core on real stores over some days, with a chat in memory and the clock turned: a channel with the three best
 * of each day, and a reader who speaks to the bot.
 */
export async function createMonth(days: readonly Day[], given: Stores) {
  const byDay = new Map(days.map(({ key, papers }) => [key, papers]))
  const first = days[0]?.key ?? ""
  const world = await createLibraryWorld({
    stores: given,
    now: `${first}T07:00:00Z`,
    huggingFace: {
      async list({ key }) {
        const papers = byDay.get(key)
        const today = listDayAt(world.clock.now())
        if (papers === undefined || key > today) return { state: "weekend" }
        return answer(key, papers, { closed: key < today, readAt: world.clock.now().toString() })
      },
    },
  })
  const { stores, clock, library, follower: index } = world
  const chat = createFakePlatform("chat")
  const adapters = new Map([["chat", chat]])
  const persons = createPersons({ ...stores, adapters })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const random = () => 0.5
  const matching = createFollower({
    ...{ ...stores, store: stores.following, library, clock, log, reindex: index.refresh },
  })
  const follows = createFollows({
    ...stores,
    library,
    clock,
    random,
    persons,
    store: stores.following,
    follower: matching,
  })
  const recommendations = createRecommendations({ ...stores, library, persons, saved, clock })
  const digesting = createDigesting({
    ...{ ...stores, library, persons, saved, adapters, clock, log, perHour: 10, holder: "one" },
    keeper: addressKeeper(() => [Buffer.alloc(32, 7)]),
    sources: {
      ...followedSource({ follows }),
      recommended: recommendedFrom({ recommendations }),
      found: foundBySearch({ ...stores, library }),
    },
  })
  const { papersOf, openDirect, digests } = digesting
  const start = () =>
    createScheduler({ ...stores, library, adapters, clock, random, log, papersOf, openDirect })
  let scheduler = start()
  const wake = () => scheduler.wake()
  const schedules = createSchedules({
    ...stores,
    library,
    adapters,
    clock,
    wake,
    papersOf,
    ownHere: digests.here,
  })
  const bot = createBot({
    ...{ feeds: aContext().feeds, mailDigests: digesting.mailDigests },
    ...{ commands, stores, library, saved, digests, follows, recommendations, schedules, adapters, clock },
    ...{
      random,
      log,
      timeZone: "UTC",
      linking: createLinking({ ...stores, persons, saved, adapters, clock }),
    },
  })
  await ensureSubscription(
    { ...stores, clock },
    {
      ...{ community, place: "papers", timeZone: "UTC", createdBy: "admin" },
      ...{ schedule: "0 8 * * *", budget: 3 },
    },
  )

  async function until(instant: string): Promise<void> {
    clock.set(instant)
    for (let looks = 0; looks < 2; looks++) {
      await scheduler.tick()
      await scheduler.idle()
    }
    await index.refresh()
  }

  return {
    stores,
    chat,
    /** What she says to the bot, and what it answers. */
    async says(line: string): Promise<string> {
      return plain((await bot.dispatch({ actor: ada, input: { kind: "line", text: line } })).card)
    },
    async presses(command: string, values: PackedArguments): Promise<string> {
      return plain((await bot.dispatch({ actor: ada, input: { kind: "typed", command, values } })).card)
    },
    /** The process ends, and another goes on. */
    async restart(): Promise<void> {
      await scheduler.stop()
      scheduler = start()
    },
    /** The papers that the channel gets at eight, and what she gets a little after nine. */
    async morning(day: string) {
      const before = chat.messages.length
      await until(`${day}T08:01:00Z`)
      await until(`${day}T09:20:00Z`)
      const messages = chat.messages.slice(before)
      const digest = messages.filter(({ place }) => place === `with ${ada.member}`)
      return {
        channel: messages.flatMap(({ place, card }) => (place === "papers" ? (card.paper ?? []) : [])),
        digests: digest.map(({ card }) => broughtIn(card)),
      }
    },
  }
}

function broughtIn({ blocks }: Card): readonly Brought[] {
  const items = blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  return items.map(({ paper = "", lines }) => ({
    paper,
    reason: (lines.at(-1) ?? []).map(({ text }) => text).join(""),
  }))
}
