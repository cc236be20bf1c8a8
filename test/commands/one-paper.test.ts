import { describe, expect, test } from "vitest"
import { help } from "../../commands/help.ts"
import { commands } from "../../commands/index.ts"
import { paperPost } from "../../src/cards/paper-card.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { DeliveredNow, PostOutcome } from "../../src/vocabulary/channels.ts"
import { chatSurface, commandsFor, offeredOptions } from "../../src/vocabulary/command.ts"
import { NetworkError, UserError } from "../../src/vocabulary/errors.ts"
import type { Found } from "../../src/vocabulary/library.ts"
import { words } from "../../src/words/words.ts"
import { aContext, aPaper, aStanding } from "../builders.ts"
import { answer, ask, buttons, type Given, read } from "./asking.ts"

const paper = aPaper()
const other = aPaper({ id: "2306.11644", title: "Textbooks Are All You Need" })
const thread = {
  community: "web:local",
  place: "general",
  thread: "7",
  paper: paper.id,
  openedBy: "ada",
  at: "2025-10-27T10:00:00Z",
}

function knowing(found: Found, more: Given = {}): Given {
  return {
    ...more,
    library: {
      find: async () => found,
      listedOn: async () => [],
      linked: async () => undefined,
      similar: async () => [other],
      ...more?.library,
    },
  }
}
const one = (more: Given = {}) => knowing({ kind: "one", paper }, more)

describe.each(["show", "details", "similar", "upvote", "discuss"])("%s", (command) => {
  test("asks which one when a name fits several, with a button for each", async () => {
    const { card } = await ask(
      `${command} all you need`,
      knowing({ kind: "several", papers: [paper, other] }),
    )
    expect(read(card)).toContain(
      `${words.cards.whichPaper.which}\n\n${words.cards.whichPaper.several("all you need")}`,
    )
    expect(buttons(card)).toMatchObject({
      [words.cards.whichPaper.thisOne]: { calls: command, paper: other.id },
    })
  })

  test("offers to search when no paper has that name", async () => {
    const { card } = await ask(`${command} quantum bananas`, knowing({ kind: "none" }))
    expect(read(card)).toContain(words.cards.whichPaper.noSuchTitle("quantum bananas"))
    expect(buttons(card)).toEqual({
      [words.cards.whichPaper.search]: { calls: "search", query: "quantum bananas" },
    })
  })

  test("names the number that it cannot find", async () => {
    expect(await answer(`${command} 2510.99999`, knowing({ kind: "none" }))).toContain(
      words.cards.whichPaper.noSuchId("2510.99999"),
    )
  })

  test("without a name means the paper of the thread or message", async () => {
    const here: Given = {
      community: {
        paperAt: async () => paper.id,
        vote: async () => ({ changed: true, on: true, votes: 1, counts: "here" }),
        discuss: async () => ({ thread: { ...thread, replies: 0 }, opened: true }),
      },
      library: { papers: async () => [paper] },
    }
    expect(await answer(command, one(here))).toContain("Attention Is All You Need")
  })

  test("without a name asks for one where there is no paper", async () => {
    const nowhere: Given = { community: { paperAt: async () => undefined } }
    expect(await answer(command, one(nowhere))).toContain(words.cards.whichPaper.ask)
  })
})

describe("show", () => {
  test("puts the paper before everybody, as it stands in a channel", async () => {
    const stats = aStanding({ votes: 1 })
    const { card, visibility } = await ask(
      "show 1706.03762",
      one({ community: { paperStats: async () => new Map([[paper.id, stats]]) } }),
    )
    expect(card).toEqual(paperPost(paper, stats))
    expect(visibility).toBe("public")
  })
})

describe("details", () => {
  const sayings = words.commands.details

  test("are for who asks; shared, they are the paper as it stands in a channel", async () => {
    const { visibility, share } = await ask("details 1706.03762", one())
    expect(visibility).toBe("private")
    expect(share).toMatchObject({ command: "show", arguments: { paper: paper.id } })
  })

  test("tell where the paper was discussed and posted here", async () => {
    const post = { community: "web:local", place: "general", message: "3" }
    const stats = aStanding({ votes: 1, threads: [{ ...thread, replies: 12 }], posts: [post] })
    const { card } = await ask(
      "details 1706.03762",
      one({
        community: {
          paperStats: async () => new Map([[paper.id, stats]]),
          linkTo: ({ thread: at }) => `https://chat.example/${at ?? "post"}`,
        },
      }),
    )
    expect(read(card)).toContain(`${sayings.discussed(12)} · ${sayings.posted}`)
    expect(JSON.stringify(card)).toContain("https://chat.example/7")
  })

  test("list similar papers", async () => {
    expect(await answer("details 1706.03762 view:similar", one())).toContain("1. Textbooks Are All You Need")
  })

  test("name linked models, datasets and spaces beside the abstract, and count the rest", async () => {
    const repos = ["a/1", "a/2", "a/3", "a/4"].map((id) => ({ id, url: `https://huggingface.co/${id}` }))
    const text = await answer(
      "details 1706.03762 view:abstract",
      one({ library: { linked: async () => ({ models: repos, datasets: [], spaces: repos.slice(0, 1) }) } }),
    )
    expect(text).toContain("Models: a/1, a/2, a/3, and 1 more\nSpaces: a/1")
  })

  test("show the abstract without models when their source is away, and say so", async () => {
    const linked = () => Promise.reject(new NetworkError("huggingface.co", "timeout"))
    expect(await answer("details 1706.03762 view:abstract", one({ library: { linked } }))).toContain(
      sayings.reposUnreachable("huggingface.co"),
    )
  })
})

describe("upvote", () => {
  const voting = (changed: boolean, on: boolean, wishes: string[] = []): Given =>
    one({
      community: {
        follows: async () => false,
        vote: async (_, __, wish) => {
          wishes.push(wish)
          return { changed, on, votes: 3, counts: "here" as const }
        },
      },
    })

  test.each([
    ["upvote 1706.03762", "on"],
    ["upvote 1706.03762 --undo", "off"],
    ["upvote 1706.03762 --toggle", "toggle"],
  ])("%s wishes the vote %s", async (line, wish) => {
    const wishes: string[] = []
    await ask(line, voting(true, true, wishes))
    expect(wishes).toEqual([wish])
  })

  const sayings = words.commands.upvote

  test.each([
    ["upvote 1706.03762", true, true, sayings.voted],
    ["upvote 1706.03762", false, true, sayings.alreadyVoted],
    ["upvote 1706.03762 --undo", true, false, sayings.tookBack],
    ["upvote 1706.03762 --undo", false, false, sayings.noVote],
    ["upvote 1706.03762 --toggle", false, true, sayings.reactionCounts],
  ])("%s, changed %s, on %s: %s", async (line, changed, on, outcome) => {
    const { card, visibility } = await ask(line, voting(changed, on))
    expect(read(card).split("\n\n")[0]).toBe(outcome)
    expect(read(card)).toContain("Attention Is All You Need · 3")
    expect(visibility).toBe("private")
  })

  test.each([
    ["given on a post that shows it", true, true, true],
    ["taken back there", true, false, undefined],
    ["given elsewhere", false, true, undefined],
  ])("%s by its button says nothing more: %s, %s, %s", async (_, isPost, on, quiet) => {
    const given = voting(true, on)
    const community = { ...given?.community, follows: async () => isPost }
    const reply = await ask("upvote 1706.03762 --toggle", { ...given, community })
    expect(reply.quiet).toBe(quiet)
  })

  test("offers its button to who typed it, and nothing to who pressed it", async () => {
    const { card } = await ask("upvote 1706.03762", voting(true, true))
    expect(buttons(card)).toEqual({ Upvote: { calls: "upvote", paper: paper.id, toggle: true } })
    const pressed = await ask("upvote 1706.03762 --toggle", voting(true, true))
    expect(buttons(pressed.card)).toEqual({})
  })
})

const discussing = words.commands.discuss

describe("discuss", () => {
  test.each([
    [true, 0, `${discussing.opened} Attention Is All You Need\n\n${discussing.everybody}`],
    [false, 2, `${discussing.exists} Attention Is All You Need\n\n${discussing.replies(2)}`],
    [false, 0, `${discussing.exists} Attention Is All You Need\n\n${discussing.replies(0)}`],
  ])("opened %s, %i replies", async (opened, replies, said) => {
    const discuss = async () => ({ thread: { ...thread, replies }, opened, link: "https://chat.example/7" })
    const { card } = await ask("discuss 1706.03762", one({ community: { discuss } }))
    expect(read(card)).toBe(said)
    expect(buttons(card)).toEqual({ [discussing.open]: "https://chat.example/7" })
  })

  test("passes on why a thread cannot be opened here", async () => {
    const discuss = () => Promise.reject(new UserError("no-threads", "There are no threads here."))
    expect(await answer("discuss 1706.03762", one({ community: { discuss } }))).toBe(
      "There are no threads here.",
    )
  })
})

describe("similar", () => {
  test("lists papers about the same things", async () => {
    expect(await answer("similar 1706.03762", one())).toMatch(
      /^Similar to Attention Is All You Need\n\n1\. Textbooks/,
    )
  })

  test("says when there is none", async () => {
    expect(await answer("similar 1706.03762", one({ library: { similar: async () => [] } }))).toContain(
      `${words.commands.similar.none} Attention`,
    )
  })
})

describe("random", () => {
  test("shows a paper and offers another", async () => {
    const { card } = await ask("random", one({ library: { random: async () => paper } }))
    expect(read(card)).toMatch(/^Attention/)
    expect(buttons(card)).toMatchObject({ "Another one": { calls: "random" } })
  })

  test("says when there are no papers yet", async () => {
    expect(await answer("random", { library: { random: async () => undefined } })).toContain(
      words.commands.random.none,
    )
  })
})

describe("find", () => {
  test("shows the one paper that a text links to", async () => {
    expect(await answer("find look at https://arxiv.org/pdf/1706.03762v5.pdf please", one())).toMatch(
      /^Attention/,
    )
  })

  test("lists several, and names those that it cannot find", async () => {
    const find = async (name: { kind: string; id?: string }): Promise<Found> =>
      name.id === paper.id ? { kind: "one", paper } : { kind: "none" }
    const text = await answer("find 1706.03762 2510.99999", { library: { find } })
    expect(text).toMatch(/^Papers in this text\n\n1\. Attention.*Not found: 2510\.99999$/s)
  })

  test("lists what is here, and names what is out of reach", async () => {
    const find = async (name: { kind: string; id?: string }): Promise<Found> => {
      if (name.id === paper.id) return { kind: "one", paper }
      throw new UserError("sources-unreachable", `${name.id} could not be asked for.`)
    }
    const text = await answer("find 1706.03762 2510.99999", { library: { find } })
    expect(text).toMatch(/^Papers in this text\n\n1\. Attention/)
    expect(text).toContain(words.commands.find.unasked("2510.99999"))
    expect(await answer("find 2510.99999", { library: { find } })).toMatch(/^2510\.99999 could not be asked/)
  })

  test("says when none of them can be found", async () => {
    expect(await answer("find 2510.99999", knowing({ kind: "none" }))).toContain(
      words.commands.find.noneFound("2510.99999"),
    )
  })

  test("words without a link become a search", async () => {
    const { card } = await ask("find sparse attention")
    expect(buttons(card)).toEqual({
      "search sparse attention": { calls: "search", query: "sparse attention" },
    })
  })
})

const { delivered } = words.cards

describe("deliver", () => {
  const about = {
    listKey: "2025-10-27",
    timeZone: "Europe/Berlin",
    next: { at: "2025-10-29T08:00:00Z", listKey: "2025-10-28" },
  }
  const message = { community: "web:local", place: "daily", message: "m1" }
  const community = { linkTo: () => "https://page.test/m1" }
  const posted: PostOutcome = { kind: "posted", messages: 2, message }
  const schedulesWith = (now: DeliveredNow, outcome: PostOutcome = posted) => ({
    ofPlace: async () => [],
    deliverNow: async () => now,
    outcome: async () => outcome,
  })
  const planned = { ...about, kind: "planned", edition: "e1", messages: 2 } as const
  const schedules = schedulesWith(planned)

  test("says that the post is on its way, and what comes next and when", async () => {
    expect(await answer("deliver", { schedules, community }, { isAdmin: true })).toContain(
      `${delivered.onItsWay("Daily Papers · Mon, Oct 27")}\n\n${delivered.next("Wed, Oct 29, 09:00", "Europe/Berlin")}`,
    )
  })

  const refused: PostOutcome = {
    kind: "refused",
    messages: 6,
    failed: 2,
    why: "The channel is archived.",
    missingPermissions: [],
  }
  const waiting: PostOutcome = { kind: "waiting", why: "No answer.", nextAt: "2025-10-28T09:05:00Z" }

  test.each([
    [posted, [delivered.posted("Daily Papers · Mon, Oct 27", 2), "https://page.test/m1"]],
    [
      refused,
      [delivered.refused("Daily Papers · Mon, Oct 27"), "2 of 6 messages", "The channel is archived."],
    ],
    [{ ...refused, missingPermissions: ["Send Messages"] }, ["Send Messages"]],
    [waiting, [delivered.waiting("Daily Papers · Mon, Oct 27"), "No answer.", "10:05"]],
  ] as const)("and then, in the same answer, what became of it: %j", async (outcome, parts) => {
    const { later } = await ask(
      "deliver",
      { schedules: schedulesWith(planned, outcome), community },
      { isAdmin: true },
    )
    const card = await later
    for (const part of parts) expect(JSON.stringify(card)).toContain(part)
  })

  test("of what is here already leads there, and offers to post it once more", async () => {
    const here = schedulesWith({ ...about, kind: "already-here", at: "2025-10-28T08:00:00Z", message })
    const { card } = await ask("deliver", { schedules: here, community }, { isAdmin: true })
    expect(read(card)).toContain(`${delivered.alreadyHere("Daily Papers · Mon, Oct 27")}\n\n`)
    expect(read(card)).toContain("Tue, Oct 28, 2025, 09:00")
    expect(JSON.stringify(card)).toContain("https://page.test/m1")
    expect(buttons(card)).toEqual({ [delivered.again]: { calls: "deliver", again: true } })
  })

  test("says where nothing follows", async () => {
    const { next: _, ...last } = about
    const off = schedulesWith({ ...last, kind: "planned", edition: "e1", messages: 1 })
    expect(await answer("deliver", { schedules: off, community }, { isAdmin: true })).toContain(
      delivered.nothingFollows,
    )
  })

  test("is for admins", async () => {
    expect(await answer("deliver", { schedules })).toContain("Only admins can use /paper deliver.")
  })
})

describe("help", () => {
  test("names every command of the chat, with a line that works", async () => {
    const text = await answer("help")
    for (const { name, surface } of commands)
      expect(text.includes(`/paper ${name} `)).toBe(surface !== "terminal")
  })

  test("explains one command, its options and its examples as buttons", async () => {
    const { card } = await ask("help search")
    expect(read(card)).toMatch(/^\/paper search\n.*author.*--with-code/s)
    expect(buttons(card)).toMatchObject({ "search diffusion": { calls: "search", query: "diffusion" } })
  })

  test.each(["line", "fields"] as const)(
    "shows every command and option, written for a %s",
    async (options) => {
      const surface = { ...chatSurface, options }
      const offered = commandsFor("chat", commands)
      for (const command of offered) {
        const { name } = command
        const text = read(
          (await help.run({ command: name }, aContext({ commands: offered, surface }))) as Card,
        )
        for (const option of Object.keys(offeredOptions(command))) expect(text).toContain(option)
      }
      const all = await help.run({ command: undefined }, aContext({ commands: offered, surface }))
      for (const { name } of offered) expect(read(all as Card)).toContain(`${name} – `)
      const [members, admins] = read(all as Card).split(words.cards.help.admins)
      expect(members).toContain("today – ")
      expect(admins).toContain("channel – ")
    },
  )

  test("leads to the help and the privacy policy of who runs the bot, where there are any", async () => {
    const links = { support: "https://example.org/help", privacy: "https://example.org/privacy" }
    const hrefs = async (given: Given) =>
      (await ask("help", given)).card.blocks
        .flatMap((block) => (block.kind === "actions" ? block.actions : []))
        .flatMap((action) => (action.kind === "link" ? [action.href] : []))
    expect(await hrefs({ links })).toEqual([links.support, links.privacy])
    expect(await hrefs({})).toEqual([])
  })

  test("of a mistyped command offers the right one", async () => {
    const { card } = await ask("help serch")
    expect(buttons(card)).toEqual({ "help search": { calls: "help", command: "search" } })
  })
})
