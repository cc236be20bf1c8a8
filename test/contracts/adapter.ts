/**
 * What every chat platform does for its members, told once in their words. A platform brings a stage: people who
 * type, press and react there, and what they see. What it cannot do is named with its reason, and skipped.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { words } from "../../src/words/words.ts"
import type { BotUnderTest } from "../adapters/bot-under-test.ts"
import { realClock } from "../real-clock.ts"

/** A message, as somebody sees it. */
export type Seen = {
  readonly id: string
  /** Its words without marks, as read. */
  readonly text: string
  readonly buttons: readonly string[]
  readonly onlyForMe: boolean
  /** Where it lies: the channel or a thread. */
  readonly where: string
}

export type Person = "Ada" | "Ben" | "Admin"

export type Stage = {
  readonly bot: BotUnderTest
  /** The channel where everything happens, as the core knows it. */
  readonly spot: { readonly community: string; readonly place: string }
  /** Types `/paper …`, or fills in the command's options. */
  ask(who: Person, line: string): Promise<void>
  press(who: Person, message: Seen, label: string): Promise<void>
  react(who: Person, message: Seen): Promise<void>
  unreact(who: Person, message: Seen): Promise<void>
  /** Writes a message that mentions the bot. */
  mention(who: Person, text: string): Promise<void>
  /** Points at a message that Ben wrote, by its menu. */
  findPapersIn(who: Person, text: string): Promise<void>
  /** What a person sees in the channel and its threads, oldest first. */
  sees(who: Person): readonly Seen[]
  /** The reactions that the bot itself put on a message. Absent until the platform puts any: see `cannot`. */
  botReactions?(message: Seen): readonly string[]
  /** Deletes a thread, as a moderator does. */
  deleteThread(thread: string): Promise<void>
  /** Deletes a message of the channel, as a moderator does. */
  deleteMessage(message: string): Promise<void>
  /** The bot goes away, and comes back; `meanwhile` happens unseen. */
  absence(meanwhile: () => Promise<void>): Promise<void>
  waitFor<T>(what: string, look: () => T | undefined | false | null): Promise<T>
  /** Throws when the bot did what the platform does not know. */
  verify(): void
  close(): Promise<void>
}

export type AdapterContract = {
  readonly name: string
  readonly open: () => Promise<Stage>
  /** What the platform cannot do, and why. */
  readonly cannot?: Partial<Record<"threads can be deleted" | "menus" | "reactions of its own", string>>
}

/** Declares the suite. */
export function adapterContract({ name, open, cannot = {} }: AdapterContract): void {
  describe(`${name}: what members get`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await open()
    })
    afterAll(async () => {
      stage.verify()
      await stage.close()
      stage.bot.remove()
    })

    const latest = (who: Person, words: string) =>
      stage.waitFor(`"${words}" for ${who}`, () =>
        stage.sees(who).findLast(({ text }) => text.includes(words)),
      )
    const adapter = () => {
      const [connected] = stage.bot.adapters.values()
      if (!connected) throw new Error("no adapter")
      return connected
    }
    const postOf = async (paper: string, words: string) => {
      const found = (await stage.bot.stores.papers.get([paper])).get(paper)
      if (!found) throw new Error(`no paper ${paper}`)
      const { paperPost } = await import("../../src/cards/paper-card.ts")
      const ref = await adapter().send(stage.spot, paperPost(found))
      await stage.bot.bot.posted(ref, paperPost(found))
      return stage.waitFor(`the post about "${words}"`, () =>
        stage.sees("Ada").find(({ id, text }) => id === ref.message && text.includes(words)),
      )
    }
    const isUpvoted = (label: string) => /^Upvote\s1$/.test(label)
    const votesFor = async (paper: string) =>
      (await stage.bot.stores.votes.tallies(stage.spot.community, [paper])).get(paper) ?? 0

    it("a search with two typos finds the paper, for who asks alone", async () => {
      await stage.ask("Ada", "search difusion transfomer")
      const card = await latest("Ada", "Diffusion Transformers for Weather on a Sphere")
      expect(card.onlyForMe).toBe(true)
    })

    it("the next page takes the place of the first", async () => {
      await stage.ask("Ada", "search attention limit:1")
      const first = await stage.waitFor("a page of one", () =>
        stage.sees("Ada").findLast(({ buttons }) => buttons.some((label) => /next/i.test(label))),
      )
      await stage.press("Ada", first, first.buttons.find((label) => /next/i.test(label)) ?? "Next")
      await stage.waitFor("the second page in the same message", () =>
        stage.sees("Ada").find(({ id, text }) => id === first.id && text !== first.text),
      )
    })

    it("help is for the asker alone", async () => {
      await stage.ask("Ada", "help")
      const help = await latest("Ada", words.cards.help.title)
      expect(help.onlyForMe).toBe(true)
      expect(stage.sees("Ben").some(({ id }) => id === help.id)).toBe(false)
    })

    it("a paper pressed from a list opens in full", async () => {
      await stage.ask("Ben", "show 2510.00003")
      const card = await latest("Ben", "Ravi Patel")
      expect(card.text).toContain("A Small Language Model of Birdsong")
    })

    it("the upvote button votes, and pressed again takes the vote back", async () => {
      const post = await postOf("2510.00003", "A Small Language Model of Birdsong")
      await stage.press("Ada", post, "Upvote")
      await until(stage, async () => (await votesFor("2510.00003")) === 1)
      const counted = await stage.waitFor("the vote on the button", () =>
        stage.sees("Ada").find(({ id, buttons }) => id === post.id && buttons.some(isUpvoted)),
      )
      await stage.press("Ada", counted, counted.buttons.find(isUpvoted) ?? "Upvote")
      await latest("Ada", words.commands.upvote.tookBack)
      expect(await votesFor("2510.00003")).toBe(0)
    })

    it("a reaction is a vote, one a member however often, and its removal takes it back", async () => {
      const post = await postOf("2510.00004", "Reading Sheet Music")
      await stage.react("Ada", post)
      await stage.react("Ben", post)
      await until(stage, async () => (await votesFor("2510.00004")) === 2)
      await stage.press("Ben", post, "Upvote").catch(() => undefined)
      await stage.unreact("Ada", post)
      await until(stage, async () => (await votesFor("2510.00004")) < 2)
    })

    it("a post shows its votes soon after", async () => {
      const post = await postOf("2510.00005", "Robots That Fold Paper Boats")
      await stage.react("Ada", post)
      await stage.waitFor("the tally on the post", () =>
        stage.sees("Ben").find(({ id, buttons }) => id === post.id && buttons.some(isUpvoted)),
      )
    })

    it("discussing opens one thread, and asked again leads to it", async () => {
      const post = await postOf("2510.00001", "Diffusion Transformers for Weather")
      await stage.press("Ada", post, "Discuss")
      await latest("Ada", words.commands.discuss.opened)
      await stage.press("Ben", post, "Discuss")
      await latest("Ben", words.commands.discuss.exists)
      const threads = await stage.bot.stores.threads.of(stage.spot.community, "2510.00001")
      expect(threads).toHaveLength(1)
      const opening = stage.sees("Ben").find(({ where }) => where === threads[0]?.thread)
      expect(opening?.text).toContain(words.cards.paper.links.abstract)
    })

    it.skipIf(skipped(cannot, "threads can be deleted"))(
      "a deleted thread is followed by a new one",
      async () => {
        const post = await postOf("2510.00006", "Attention Without Tears")
        await stage.press("Ada", post, "Discuss")
        await latest("Ada", `${words.commands.discuss.opened} Attention Without Tears`)
        const [thread] = await stage.bot.stores.threads.of(stage.spot.community, "2510.00006")
        await stage.deleteThread(thread?.thread ?? "")
        await stage.press("Ben", post, "Discuss")
        await latest("Ben", `${words.commands.discuss.opened} Attention Without Tears`)
      },
    )

    it("a link beside a mention is answered with its paper", async () => {
      await stage.mention("Ben", "what do you make of https://arxiv.org/abs/2510.00002v2 ?")
      const answer = await latest("Ada", "Sparse Attention That Remembers Its Way")
      expect(answer.onlyForMe).toBe(false)
    })

    it.skipIf(skipped(cannot, "menus"))("a message's papers are found by its menu", async () => {
      await stage.findPapersIn("Ada", "see https://huggingface.co/papers/2510.00005 and 2510.00004")
      await latest("Ada", "Robots That Fold Paper Boats")
    })

    it("the day's list is posted once, complete", async () => {
      const { ensureSubscription } = await import("../../src/channels/ensure-subscription.ts")
      const place = { ...stage.spot, form: "digest" as const, timeZone: "UTC", createdBy: "Admin" }
      await ensureSubscription({ subscriptions: stage.bot.stores.subscriptions, clock: realClock }, place)
      await stage.ask("Admin", "deliver")
      const digest = await latest(
        "Ben",
        words.editions.card
          .intro({ papers: 10, filter: "", shown: 5, isRanked: true, withRest: false })
          .map(({ text }) => text)
          .join(""),
      )
      expect(digest.where).toBe(stage.spot.place)
      const rest = await latest("Ben", "Papers 6 to 10 of Daily Papers · ")
      expect(rest.where).not.toBe(stage.spot.place)
      expect(rest.text).toMatch(/Attention Without Tears[\s\S]*A Collaboration of Four Hundred/)
      await latest("Admin", words.cards.delivered.posted("Daily Papers · ", 2))
      await stage.ask("Admin", "deliver")
      await latest("Admin", words.cards.delivered.alreadyHere("Daily Papers · "))
      expect(stage.sees("Ben").filter(({ text }) => text.includes("Daily Papers ·"))).toHaveLength(2)
      await stage.ask("Ada", "why 2510.00010")
      await latest("Ada", "it has one line in the thread")
    })

    it.skipIf(skipped(cannot, "reactions of its own"))(
      "the bot's own reactions stand on its message, each once, and are no votes",
      async () => {
        const post = await postOf("2510.00002", "Sparse Attention")
        const ref = { ...stage.spot, message: post.id }
        const before = await votesFor("2510.00002")
        for (const reaction of ["upvote", 1, 2, 1, "upvote"] as const) await adapter().invite?.(ref, reaction)
        await stage.waitFor("three reactions of the bot", () => stage.botReactions?.(post).length === 3)
        expect(await votesFor("2510.00002")).toBe(before)
      },
    )

    const lines = { title: [{ text: "Papers 6 to 9" }], tone: "plain", blocks: [] } as const

    it("what stands in a message's thread is found there again", async () => {
      const since = realClock.now().toString()
      const root = await adapter().send(stage.spot, { ...lines, title: [{ text: "Papers 1 to 5" }] })
      const where = {
        ...stage.spot,
        delivery: "under-a-message",
        under: { ...root, title: [{ text: "All papers" }] },
      }
      expect(await adapter().lookUp({ ...where, since }, lines)).toBeUndefined()
      const sent = await adapter().send(where, lines)
      expect(sent.thread).toBeDefined()
      expect(await adapter().lookUp({ ...where, since }, lines)).toEqual(sent)
      await adapter().edit(sent, { ...lines, title: [{ text: "Papers 6 to 10" }] })
      const seen = await latest("Ada", "Papers 6 to 10")
      expect(seen).toMatchObject({ id: sent.message, where: sent.thread })
    })

    it("nothing is posted in the thread of a message that was deleted", async () => {
      const root = await adapter().send(stage.spot, lines)
      await stage.deleteMessage(root.message)
      const where = {
        ...stage.spot,
        delivery: "under-nothing",
        under: { ...root, title: [{ text: "All papers" }] },
      }
      await expect(adapter().send(where, lines)).rejects.toMatchObject({ code: "message-gone" })
    })

    it("what only admins may do is refused to members", async () => {
      await stage.ask("Ben", "deliver")
      const refusal = await latest(
        "Ben",
        words.errors.command.adminsOnly("deliver").replaceAll("`", "").slice(0, 15),
      )
      expect(refusal.onlyForMe).toBe(true)
    })

    it("a title that tries to format and to mention arrives as characters", async () => {
      const post = await postOf("2510.00008", "claims")
      expect(post.text).toContain("*Bold* _claims_ about <!channel> & <@U12345> @everyone ~~twice~~")
    })

    it.each([
      ["2510.00009", "A Very Long Title"],
      ["2510.00010", "A Collaboration of Four Hundred"],
    ])("paper %s, made to hurt, is shown within the limits", async (id, words) => {
      await stage.ask("Ada", `show ${id}`)
      await latest("Ada", words)
    })

    it("votes cast in an absence are counted on return, taken back ones too", async () => {
      const post = await postOf("2510.00007", "Attention in the Dark")
      await stage.react("Ada", post)
      await until(stage, async () => (await votesFor("2510.00007")) === 1)
      await stage.absence(async () => {
        await stage.unreact("Ada", post)
        await stage.react("Ben", post)
        await stage.react("Admin", post)
      })
      await until(stage, async () => (await votesFor("2510.00007")) === 2)
    })
  })
}

/** Waits for something that only the store tells. */
async function until(stage: Stage, holds: () => Promise<boolean>): Promise<void> {
  let held = false
  let asking = false
  await stage.waitFor("the store to tell", () => {
    if (!asking) {
      asking = true
      void holds().then((answer) => {
        held = answer
        asking = false
      })
    }
    return held
  })
}

function skipped<K extends string>(cannot: Partial<Record<K, string>>, what: K): boolean {
  const reason = cannot[what]
  if (reason !== undefined) console.warn(`skipped: ${what}: ${reason}`)
  return reason !== undefined
}
