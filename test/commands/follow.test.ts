import { describe, expect, test } from "vitest"
import { commands } from "../../commands/index.ts"
import { createDispatch } from "../../src/bot/dispatch.ts"
import { mostFollows } from "../../src/following/follows.ts"
import type { Button, Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { aContext, anActor, aPaper } from "../builders.ts"
import { silentLog as log } from "../silent-log.ts"
import { createFollowWorld } from "../src/following/world.ts"
import { read as plainOf } from "./asking.ts"

const { following: sayings } = words
const ada = anActor()

/** Two people called Yi Zhang, each with three papers and friends of their own, and Yann LeCun. */
const papers = [
  ...["Bo Fox", "Cy Gray"].flatMap((friend, person) =>
    [0, 1, 2].map((at) =>
      aPaper({
        id: `2611.0${person}00${at}`,
        title: `${friend}'s work on diffusion, part ${at}`,
        authors: ["Yi Zhang", friend],
        organization: person === 0 ? "NVIDIA" : "Tsinghua",
        publishedOn: "2026-11-20",
      }),
    ),
  ),
  aPaper({ id: "2611.00009", title: "World Models", authors: ["Yann LeCun"], publishedOn: "2026-11-20" }),
]

async function world() {
  const here = await createFollowWorld({ now: "2026-11-24T15:00:00Z" })
  await here.comes(papers, "2026-11-23")
  const dispatch = createDispatch({
    ...{ commands, log, random: () => 0.5 },
    context: ({ actor }) =>
      aContext({
        ...{ actor, library: here.library, follows: here.follows, now: here.clock.now() },
        community: { paperStats: async () => new Map() },
      }),
  })
  const say = (text: string, actor = ada) => dispatch({ actor, input: { kind: "line", text } })
  const press = (button: Button | undefined, actor = ada) =>
    dispatch({
      actor,
      input: { kind: "typed", command: button?.command ?? "", values: button?.arguments ?? {} },
    })
  return { ...here, say, press }
}

function buttonsOf(card: Card): readonly Button[] {
  const all = card.blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap((item) => item.actions) : []
  })
  return all.filter((action): action is Button => action.kind === "invoke")
}

const called = (card: Card, label: string) => buttonsOf(card).find((button) => button.label === label)

describe("follow", () => {
  test("alone says what to do where nothing is followed", async () => {
    const { say } = await world()
    expect(plainOf((await say("follow")).card)).toContain(sayings.list.none)
  })

  test("an author is followed, and what it would have brought is shown", async () => {
    const { say, follows } = await world()
    const { card, visibility, share } = await say('follow author:"Yann LeCun"')
    expect({ visibility, share }).toEqual({ visibility: "private", share: undefined })
    expect(plainOf(card)).toContain("You now follow Yann LeCun.")
    expect(plainOf(card)).toContain(sayings.wouldHave(1, 30))
    expect(plainOf(card)).toContain("World Models")
    expect((await follows.list(ada)).map(({ follow }) => follow.kind)).toEqual(["author"])
  })

  test.each([
    ["follow Yann LeCun", "author", "Yann LeCun"],
    ["follow org:nvidia", "org", "NVIDIA"],
    ["follow diffusion", "search", "diffusion"],
    ["follow like:2611.00009", "similar", "2611.00009"],
    ["follow 2611.00009", "similar", "2611.00009"],
    ["follow latest papers on diffusion", "search", "diffusion"],
  ])("%s follows the %s %s", async (line, kind, text) => {
    const { say, follows } = await world()
    await say(line)
    expect((await follows.list(ada)).map(({ follow }) => [follow.kind, follow.text])).toEqual([[kind, text]])
  })

  test("a second time says that it is followed already", async () => {
    const { say, follows } = await world()
    await say("follow diffusion")
    expect(plainOf((await say("follow diffusion")).card)).toContain("You already follow “diffusion”.")
    expect(await follows.list(ada)).toHaveLength(1)
  })

  test("--try shows what it would have brought and follows nothing", async () => {
    const { say, press, follows } = await world()
    const { card } = await say("follow diffusion --try")
    expect(plainOf(card)).toContain(sayings.wouldHave(6, 30))
    expect(await follows.list(ada)).toEqual([])
    await press(called(card, sayings.buttons.follow))
    expect(await follows.list(ada)).toHaveLength(1)
  })

  test("of nobody asks whom was meant", async () => {
    const { say, press, follows } = await world()
    const { card, failure } = await say('follow author:"Yann LeCunn"')
    expect({ title: plainOf(card).split("\n")[0], failure }).toEqual({
      title: sayings.nobody("author", "Yann LeCunn"),
      failure: undefined,
    })
    const meant = buttonsOf(card)[0]
    expect(meant?.label).toContain("Yann LeCun")
    await press(meant)
    expect((await follows.list(ada))[0]?.follow.text).toBe("Yann LeCun")
  })

  test("a search that means nothing is refused with the right one", async () => {
    const { say, follows } = await world()
    const { card, failure } = await say("follow auther:lecun")
    expect(failure).toBe("user")
    expect(buttonsOf(card)[0]?.label).toBe(sayings.buttons.followInstead("author:lecun"))
    expect(await follows.list(ada)).toEqual([])
  })

  test("one more than the most is refused, and says what to do", async () => {
    const { say } = await world()
    for (let at = 0; at < mostFollows; at++) await say(`follow topic${at}`)
    const { card, failure } = await say("follow diffusion")
    expect(failure).toBe("user")
    expect(plainOf(card)).toContain(sayings.full(mostFollows))
    expect(called(card, sayings.buttons.list)).toBeDefined()
  })

  test("the list shows what is new, and each paper says why it is there", async () => {
    const { say, press, comes } = await world()
    await say("follow Yann LeCun")
    await comes([aPaper({ id: "2611.00010", title: "A New Path", authors: ["Yann LeCun", "Bo Fox"] })])
    const { card } = await say("follow")
    expect(plainOf(card)).toContain(sayings.list.found(1))
    expect(plainOf(card)).toContain("A New Path")
    const shown = await press(called(card, sayings.buttons.show))
    expect(plainOf(shown.card)).toContain("You follow Yann LeCun")
  })
})

describe("several people of one name", () => {
  test("are told apart by whom they write with", async () => {
    const { say, press, comes, follows } = await world()
    const { card } = await say('follow author:"Yi Zhang"')
    expect(plainOf(card)).toContain(sayings.which("Yi Zhang"))
    expect(plainOf(card)).toContain(sayings.person(3, ["Bo Fox"]))
    expect(plainOf(card)).toContain("Tsinghua")
    await press(buttonsOf(card).find((button) => String(button.arguments.what).includes("Bo Fox")))
    await comes([
      aPaper({ id: "2611.00020", title: "By the one", authors: ["Yi Zhang", "Bo Fox"] }),
      aPaper({ id: "2611.00021", title: "By the other", authors: ["Yi Zhang", "Cy Gray"] }),
      aPaper({ id: "2611.00022", title: "By nobody knows whom", authors: ["Yi Zhang", "Di Hart"] }),
    ])
    const [status] = await follows.list(ada)
    expect(status?.papers.map(({ paper }) => paper.id)).toEqual(["2611.00022", "2611.00020"])
  })

  test("“Not this one” keeps that one and their co-authors out", async () => {
    const { say, press, comes, follows } = await world()
    await press(called((await say('follow author:"Yi Zhang"')).card, sayings.buttons.followThis))
    await comes([aPaper({ id: "2611.00022", title: "By another", authors: ["Yi Zhang", "Di Hart"] })])
    const shown = await press(called((await say("follow")).card, sayings.buttons.show))
    const { card } = await press(called(shown.card, sayings.buttons.notThis))
    expect(plainOf(card)).toContain("Yi Zhang")
    await comes([aPaper({ id: "2611.00023", title: "Another again", authors: ["Yi Zhang", "Di Hart"] })])
    expect((await follows.list(ada))[0]?.papers).toEqual([])
  })

  test("all of them can be followed", async () => {
    const { say, press, follows } = await world()
    const { card } = await say('follow author:"Yi Zhang"')
    await press(called(card, sayings.buttons.followAll))
    expect((await follows.list(ada)).map(({ follow }) => follow.exclusions)).toEqual([undefined])
  })
})

describe("unfollow", () => {
  test.each(["unfollow Yann LeCun", 'unfollow author:"Yann LeCun"'])(
    "%s ends it, and can be taken back",
    async (line) => {
      const { say, press, follows } = await world()
      await say("follow Yann LeCun")
      const { card } = await say(line)
      expect(plainOf(card)).toContain("You no longer follow Yann LeCun.")
      expect(await follows.list(ada)).toEqual([])
      await press(called(card, sayings.buttons.again))
      expect(await follows.list(ada)).toHaveLength(1)
    },
  )

  test("a second press says that it is gone", async () => {
    const { say, press } = await world()
    const { card } = await say("follow Yann LeCun")
    const button = called(card, sayings.buttons.unfollow)
    await press(button)
    expect(plainOf((await press(button)).card)).toContain(sayings.gone)
  })

  test("of what is not followed says so", async () => {
    const { say } = await world()
    const { card, failure } = await say("unfollow Marie Curie")
    expect(failure).toBe("user")
    expect(plainOf(card)).toContain(sayings.notFollowed("Marie Curie"))
  })

  test("nobody's buttons work for anybody else", async () => {
    const { say, press, follows } = await world()
    const { card } = await say("follow Yann LeCun")
    const ben = anActor({ member: "ben" })
    await press(called(card, sayings.buttons.unfollow), ben)
    expect(await follows.list(ada)).toHaveLength(1)
    expect(plainOf((await say("follow", ben)).card)).toContain(sayings.list.none)
  })
})
