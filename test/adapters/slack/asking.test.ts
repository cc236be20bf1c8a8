/** What is asked by saying it, by a link, by a press in a private answer; and the welcome. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { asJson } from "../../twins/slack/block-rules.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, type Message } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage
let now = Date.now()

beforeAll(async () => {
  stage = await openSlackStage("socket", { twin: { now: () => now } })
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

function aChannel(): Spot {
  const at = stage.at("Ada")
  const { twin } = stage
  const channel = addChannel(twin.world, twin.workspace, {
    name: "side",
    creator: stage.at("Admin").person.id,
  })
  channel.members.add(at.person.id)
  return { ...at, channel }
}

const fromBot = (at: Spot, said: string): Promise<Message> =>
  stage.waitFor(`"${said}" for ${at.person.name}`, () =>
    stage.twin.sees(at).findLast((message) => message.botId && JSON.stringify(message).includes(said)),
  )
const mention = (at: Spot, text: string) => stage.twin.say(at, `<@${at.workspace.botUser}> ${text}`)
const labels = (blocks: readonly unknown[]) =>
  blocks
    .map(asJson)
    .flatMap(({ elements }) => (Array.isArray(elements) ? elements.map(asJson) : []))
    .filter(({ type }) => type === "button")
    .map(({ text }) => String(asJson(text).text))
const { buttons } = words.cards.paper

describe("a mention", () => {
  it("is answered in its thread", async () => {
    const at = aChannel()
    const asked = await mention(at, "what is new about birdsong?")
    const answer = await fromBot(at, "A Small Language Model of Birdsong")
    expect(answer).toMatchObject({ threadTs: asked.ts })
    expect(answer.onlyFor).toBeUndefined()
  })

  it("that says thanks gets a reaction, and no answer", async () => {
    const at = aChannel()
    const said = await mention(at, "thank you!")
    await stage.waitFor("a reaction", () => said.reactions.length > 0)
    expect(at.channel.messages.filter(({ botId }) => botId)).toEqual([])
  })

  it("that says thanks where the bot may not react gets a word", async () => {
    const at = aChannel()
    stage.twin.breaks.next("reactions.add", { kind: "error", error: "missing_scope" })
    await mention(at, "thanks")
    await fromBot(at, words.cards.smallTalk.welcome)
  })
})

describe("a direct message", () => {
  it("is answered right below, with nothing to share", async () => {
    const { twin } = stage
    const at = stage.at("Ben")
    const creator = at.person.id
    const direct = {
      ...at,
      channel: addChannel(twin.world, twin.workspace, { name: "", creator, isDirect: true }),
    }
    await twin.say(direct, "sparse attention")
    const answer = await fromBot(direct, "Sparse Attention That Remembers")
    expect(answer.threadTs).toBeUndefined()
    expect(labels(answer.blocks)).not.toContain(words.slack.members.share)
    await twin.sayWithFile(direct, "save-list")
    await fromBot(direct, words.slack.members.filesUnread.title)
  })
})

describe("a private answer", () => {
  it("changes in place, goes back, and can be shared at every turn", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "details 2510.00003")
    const own = await fromBot(at, "Birdsong")
    for (const label of [buttons.abstract, buttons.similar, buttons.back]) {
      const before = JSON.stringify(own.blocks)
      await stage.twin.click(at, own, label)
      // On a busy machine the sign that it is coming stands there first.
      await stage.waitFor(
        "another view that can be shared",
        () => JSON.stringify(own.blocks) !== before && labels(own.blocks).includes(words.slack.members.share),
      )
    }
    expect(at.channel.messages).toEqual([own])
    await stage.twin.click(at, own, words.slack.members.share)
    const shared = await stage.waitFor("the paper for everybody", () =>
      at.channel.messages.find(({ onlyFor, botId }) => botId && !onlyFor),
    )
    expect(shared.text).toContain("Birdsong")
    expect(labels(shared.blocks)).not.toContain(words.slack.members.share)
    await stage.waitFor("the reaction that members join", () =>
      shared.reactions.some(({ name }) => name === "+1"),
    )
  })

  it("stays when a menu of it answers beneath", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "details 2510.00003")
    const own = await fromBot(at, "Birdsong")
    const before = JSON.stringify(own.blocks)
    const block = own.blocks.findIndex((one) => JSON.stringify(one).includes("static_select"))
    await stage.twin.pressAt(at, { message: own }, { block, place: 0, value: "like:2510.00003" })
    await stage.waitFor("the answer", () => at.channel.messages.length > 1)
    expect(own.deleted).toBeFalsy()
    expect(JSON.stringify(own.blocks)).toBe(before)
  })

  it("of a form that was open for longer than Slack takes answers comes as a message of its own", async () => {
    const at = { ...aChannel(), person: stage.at("Admin").person }
    at.channel.members.add(at.person.id)
    await stage.twin.slash(at, "setup")
    await stage.waitFor("the form", () => stage.twin.form(at.person))
    now += 31 * 60_000
    await stage.twin.submit(at, {})
    const answer = await stage.waitFor("the answer", () => stage.twin.sees(at).findLast(({ botId }) => botId))
    expect(answer.onlyFor).toBe(at.person.id)
    expect(stage.twin.calls("chat.postEphemeral").at(-1)?.given.user).toBe(at.person.id)
  })
})

describe("a link", () => {
  const link = (id: string, site = "https://arxiv.org/abs/") => `<${site}${id}>`

  it("gets two lines, and what can be done with the paper", async () => {
    const at = aChannel()
    const message = await stage.twin.say(at, link("2510.00003"))
    await stage.waitFor("the card", () => Object.keys(message.unfurls).length > 0)
    const blocks = asJson(message.unfurls["https://arxiv.org/abs/2510.00003"]).blocks
    const types = (Array.isArray(blocks) ? blocks : []).map((block) => asJson(block).type)
    expect(types).toEqual(["section", "context", "actions"])
    expect(labels(blocks as readonly unknown[])).toEqual([
      buttons.upvote,
      buttons.discuss,
      words.readers.buttons.save,
      buttons.details,
    ])
  })

  it("gets five cards a message at most, one of each paper", async () => {
    const at = aChannel()
    const ids = [1, 2, 2, 3, 4, 5, 6].map((number) => `2510.0000${number}`)
    const twice = link("2510.00001", "https://huggingface.co/papers/")
    const message = await stage.twin.say(at, [...ids.map((id) => link(id)), twice].join(" "))
    await stage.waitFor("the cards", () => Object.keys(message.unfurls).length > 0)
    expect(Object.keys(message.unfurls).map((url) => url.slice(-1))).toEqual(["1", "2", "3", "4", "5"])
  })

  it("in a message that is answered gets no card besides", async () => {
    const at = aChannel()
    const message = await mention(at, link("2510.00004"))
    await fromBot(at, "Sheet Music")
    await stage.twin.say(at, link("2510.00005"))
    await stage.waitFor(
      "the next card",
      () =>
        at.channel.messages.at(-1)?.unfurls &&
        at.channel.messages.some(({ unfurls }) => Object.keys(unfurls).length > 0),
    )
    expect(message.unfurls).toEqual({})
  })
})

describe("a message about several papers", () => {
  it("takes a number as a vote for the paper of that number, and gives it back, also after a gap", async () => {
    const at = aChannel()
    const papers = ["2510.00001", "2510.00002", "2510.00003"]
    const card = {
      title: [{ text: "Three papers" }],
      tone: "plain",
      blocks: [],
      papers,
      invites: "numbers",
    } as const
    const where = { community: stage.spot.community, place: at.channel.id }
    const ref = await stage.adapter().send(where, card)
    await stage.bot.bot.posted(ref, card)
    const message = at.channel.messages.find(({ ts }) => ts === ref.message)
    if (!message) throw new Error("nothing was posted")
    const votes = () => stage.bot.stores.votes.tallies(where.community, papers)
    const counts = async () => Object.fromEntries([...(await votes())].filter(([, count]) => count > 0))
    await stage.twin.react(at, message, "two")
    await expect.poll(counts).toEqual({ "2510.00002": 1 })
    await stage.twin.unreact(at, message, "two")
    await stage.twin.react(at, message, "three")
    await stage.twin.react(at, message, "four")
    await expect.poll(counts).toEqual({ "2510.00003": 1 })
    await stage.adapter().invite?.(ref, 10)
    expect(stage.twin.calls("reactions.add").at(-1)?.given.name).toBe("keycap_ten")
  })
})

describe("a reply to a paper's message", () => {
  it("begins the paper's thread, where nobody pressed Discuss", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "show 2510.00007")
    const post = await fromBot(at, "Attention in the Dark")
    await stage.twin.say(at, "I tried it", post.ts)
    await stage.twin.say(at, "and it works", post.ts)
    const thread = async () =>
      (await stage.bot.stores.threads.of(stage.spot.community, "2510.00007")).find(
        ({ place }) => place === at.channel.id,
      )
    await expect.poll(async () => (await thread())?.replies).toBe(2)
    expect((await thread())?.openedBy).toBe(at.person.id)
  })
})

describe("the welcome", () => {
  it("comes once, to whoever opens the app first, with one thing to do", async () => {
    const at = stage.at("Ada")
    await stage.twin.openApp(at, "messages")
    const posted = () =>
      stage.twin
        .calls("chat.postMessage")
        .filter(({ given }) => JSON.stringify(given.blocks ?? "").includes(words.cards.welcome.setUp))
    await stage.waitFor("the welcome", () => posted().length > 0)
    await stage.twin.openApp(stage.at("Ben"), "messages")
    await stage.twin.openHome(stage.at("Ben"))
    await stage.waitFor("Ben's page", () => stage.twin.workspace.homes.get(stage.at("Ben").person.id))
    expect(posted().map(({ given }) => given.channel)).toEqual([at.person.id])
  })
})
