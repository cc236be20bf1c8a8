/** What Slack's members do in Slack's own manner, beside what the contract asks of every platform. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { plainText } from "../../../adapters/slack/decode.ts"
import { paperPost } from "../../../src/cards/paper-card.ts"
import { words } from "../../../src/words/words.ts"
import { asJson } from "../../twins/slack/block-rules.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, type Message } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

let stage: SlackStage

beforeAll(async () => {
  stage = await openSlackStage("socket")
})

afterAll(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

const ada = () => stage.at("Ada")
const isFrom = (said: string) => (message: Message) => message.botId && JSON.stringify(message).includes(said)

/** The newest message of the bot with these words that somebody sees in a place. */
const sees = (at: Spot, said: string) =>
  stage.waitFor(`"${said}" for ${at.person.name}`, () => stage.twin.sees(at).findLast(isFrom(said)))

/** A channel of its own, so that a test sees only what it asked for. */
function aChannel(options: { withBot?: boolean; isDirect?: boolean; creator?: string } = {}): Spot {
  const creator = options.creator ?? stage.at("Admin").person.id
  const { world, workspace } = stage.twin
  const channel = addChannel(world, workspace, { name: "side", ...options, creator })
  for (const name of ["Ada", "Ben"] as const) channel.members.add(stage.at(name).person.id)
  return { ...ada(), channel }
}

const bySomebodyElse = (at: Spot): Spot => ({ ...at, person: stage.at("Ben").person })

/** Posts a paper as the daily post does. */
async function aPost(at: Spot, id: string): Promise<Message> {
  const paper = (await stage.bot.stores.papers.get([id])).get(id)
  if (!paper) throw new Error(`no paper ${id}`)
  const where = { community: stage.spot.community, place: at.channel.id }
  const ref = await stage.adapter().send(where, paperPost(paper))
  await stage.bot.bot.posted(ref, paperPost(paper))
  const post = at.channel.messages.find(({ ts }) => ts === ref.message)
  if (!post) throw new Error("the post is missing")
  return post
}

describe("/paper", () => {
  it.each(["", "help"])("with “%s” teaches itself, and says where Slack takes no commands", async (line) => {
    const at = aChannel()
    await stage.twin.slash(at, line)
    const help = await sees(at, "What Paperboy can do")
    expect(help.onlyFor).toBe(at.person.id)
    expect(help.text).toContain(words.slack.members.noCommandsInThreads.replaceAll("`", ""))
  })

  it("offers an example that works at one press", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "help")
    await stage.twin.click(at, await sees(at, "What Paperboy can do"), "Search diffusion")
    const answer = await sees(at, "Diffusion Transformers for Weather")
    expect(answer.onlyFor).toBe(at.person.id)
  })

  it("with a wrong word asks what was meant, and the press of its button answers that", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "shwo 2510.00003")
    const question = await sees(at, "shwo")
    expect(question.onlyFor).toBe(at.person.id)
    await stage.twin.click(at, question, "show 2510.00003")
    await sees(at, "A Small Language Model of Birdsong")
  })

  it("answers everybody in a channel that the bot is not in", async () => {
    const at = aChannel({ withBot: false })
    await stage.twin.slash(at, "show 2510.00003")
    const answer = await sees(bySomebodyElse(at), "Birdsong")
    expect(answer.onlyFor).toBeUndefined()
  })

  it("answers both in a conversation between two others", async () => {
    const at = aChannel({ withBot: false, isDirect: true, creator: ada().person.id })
    await stage.twin.slash(at, "show 2510.00003")
    await sees(bySomebodyElse(at), "Birdsong")
  })

  it("that searches elsewhere puts what was found in the place of its first answer", async () => {
    for (const withBot of [true, false]) {
      const at = aChannel({ withBot })
      await stage.twin.slash(at, "search zzyzx")
      const last = await stage.waitFor("the later answer", () =>
        stage.twin.sees(at).find((message) => message.edited),
      )
      expect(last.text).toContain("zzyzx")
      expect(stage.twin.sees(at).filter(({ botId }) => botId)).toHaveLength(1)
    }
  })

  it("tells who asked what Slack refused, and what to do", async () => {
    const at = aChannel()
    at.channel.archived = true
    await stage.twin.slash(at, "show 2510.00003")
    const [refused, hint] = words.slack.refusals.is_archived ?? []
    const told = await sees(at, String(refused))
    expect(told.text).toContain(hint)
  })
})

describe("a private answer", () => {
  it("is shared with everybody, and the private one goes", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "find 2510.00003 and 2510.00004")
    const own = await sees(at, "Papers in this text")
    await stage.twin.click(at, own, words.slack.members.share)
    const shared = await sees(bySomebodyElse(at), "Papers in this text")
    expect(shared.onlyFor).toBeUndefined()
    await stage.waitFor("the private one to go", () => own.deleted)
  })

  it("is shared once, though somebody clicks twice", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "find 2510.00003 and 2510.00004")
    const own = await sees(at, "Papers in this text")
    await Promise.all([
      stage.twin.click(at, own, words.slack.members.share),
      stage.twin.click(at, own, words.slack.members.share),
    ])
    await stage.twin.slash(at, "find 2510.00005")
    await sees(at, "Robots That Fold")
    const isShared = (message: Message) => !message.onlyFor && isFrom("Papers in this text")(message)
    expect(at.channel.messages.filter(isShared)).toHaveLength(1)
  })

  it("can be shared again after a failure", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "find 2510.00003 and 2510.00004")
    const own = await sees(at, "Papers in this text")
    stage.twin.breaks.next("chat.postMessage", { kind: "error", error: "restricted_action" })
    await stage.twin.click(at, own, words.slack.members.share)
    await sees(at, String(words.slack.refusals.restricted_action?.[0]))
    await stage.twin.click(at, own, words.slack.members.share)
    await sees(bySomebodyElse(at), "Papers in this text")
  })

  it("offers no sharing where something was done: it would be done again", async () => {
    const at = { ...aChannel(), person: stage.at("Admin").person }
    at.channel.members.add(at.person.id)
    for (const [line, said] of [
      ["upvote 2510.00003", words.commands.upvote.voted],
      ["channel time:09:00 do:save", words.commands.channel.saved],
      ["channel off", words.commands.channel.stopped],
    ] as const) {
      await stage.twin.slash(at, line)
      expect(JSON.stringify((await sees(at, said)).blocks)).not.toContain(words.slack.members.share)
    }
  })

  it("is shared where the bot is not a member, too", async () => {
    const at = aChannel({ withBot: false })
    await stage.twin.slash(at, "find 2510.00003 and 2510.00004")
    await stage.twin.click(at, await sees(at, "Papers in this text"), words.slack.members.share)
    await sees(bySomebodyElse(at), "Papers in this text")
  })
})

describe("the words of a message, for notifications and screen readers,", () => {
  it("are the card's, line by line, without addresses and buttons", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "show 2510.00008")
    const { text } = await sees(at, "claims")
    expect(text.split("\n")[0]).toContain("about &lt;!channel&gt; &amp; &lt;@U12345&gt;")
    expect(text).toContain("A network made of attention alone")
    expect(text).not.toContain("http")
    expect(text).not.toContain("Upvote")
  })
})

describe("in a thread", () => {
  it("a mention needs no name for the paper of the post above", async () => {
    const at = aChannel()
    const post = await aPost(at, "2510.00006")
    await stage.twin.say(at, `<@${at.workspace.botUser}> similar`, post.ts)
    const answer = await sees(at, "Attention in the Dark")
    expect(answer.threadTs).toBe(post.ts)
  })

  it("a command that answers in private does so by a mention, too, and can be shared", async () => {
    const at = aChannel()
    const post = await aPost(at, "2510.00006")
    await stage.twin.say(at, `<@${at.workspace.botUser}> find 2510.00003 and 2510.00004`, post.ts)
    const own = await sees(at, "Papers in this text")
    expect(own).toMatchObject({ onlyFor: at.person.id, threadTs: post.ts })
    await stage.twin.click(at, own, words.slack.members.share)
    expect(await sees(bySomebodyElse(at), "Papers in this text")).toMatchObject({ threadTs: post.ts })
  })

  it("a wrong word is told to who wrote it alone", async () => {
    const at = aChannel()
    const post = await aPost(at, "2510.00006")
    await stage.twin.say(at, `<@${at.workspace.botUser}> help simlar`, post.ts)
    const answer = await sees(at, "simlar")
    expect(answer).toMatchObject({ onlyFor: at.person.id, threadTs: post.ts })
  })

  it("a button answers in the thread", async () => {
    const at = aChannel()
    const post = await aPost(at, "2510.00006")
    await stage.twin.say(at, `<@${at.workspace.botUser}> show 2510.00007`, post.ts)
    const shown = await stage.waitFor("the paper", () =>
      at.channel.messages.findLast((message) => message.threadTs && isFrom("Attention in the Dark")(message)),
    )
    await stage.twin.click(at, shown, words.cards.paper.buttons.details)
    const answer = await sees(at, words.cards.paper.buttons.abstract)
    expect(answer).toMatchObject({ threadTs: post.ts, onlyFor: at.person.id })
  })

  it("each reply is counted, and the paper's card tells how many there were, and where", async () => {
    const at = aChannel()
    const post = await aPost(at, "2510.00005")
    await stage.twin.click(at, post, "Discuss")
    await sees(at, "Opened a thread")
    for (const reply of ["I", "disagree"]) await stage.twin.say(bySomebodyElse(at), reply, post.ts)
    await stage.waitFor("both replies", () => countOf(at, "2510.00005") === 2)
    await stage.twin.say(at, "look: <https://arxiv.org/abs/2510.00005v1>")
    const link = await stage.waitFor("a card under the link", () =>
      at.channel.messages.find(({ unfurls }) => Object.keys(unfurls).length > 0),
    )
    const card = JSON.stringify(link.unfurls)
    expect(card).toContain("Robots That Fold Paper Boats")
    expect(card).toMatch(/Discuss\s2/)
  })
})

const counts = new Map<string, number>()
function countOf(at: Spot, paper: string): number | undefined {
  const community = `slack:${at.workspace.id}`
  void stage.bot.stores.threads.of(community, paper).then(([thread]) => {
    if (thread) counts.set(paper, thread.replies)
  })
  return counts.get(paper)
}

describe("a link", () => {
  it.each([
    "https://arxiv.org/pdf/2510.00004",
    "https://huggingface.co/papers/2510.00004",
    "https://www.alphaxiv.org/abs/2510.00004",
    "https://doi.org/10.48550/arXiv.2510.00004",
  ])("%s becomes the paper's card", async (url) => {
    const at = aChannel()
    const message = await stage.twin.say(at, `see <${url}|this>`)
    await stage.waitFor("the card", () => JSON.stringify(message.unfurls[url])?.includes("Sheet Music"))
  })

  it("has a card whose buttons change the card, and never the member's message", async () => {
    const at = aChannel()
    const url = "https://arxiv.org/abs/2510.00010"
    const message = await stage.twin.say(at, `see <${url}>`)
    const card = () => JSON.stringify(message.unfurls[url] ?? "")
    await stage.waitFor("the card", () => card().includes("Four Hundred"))
    const before = { text: message.text, card: card() }
    await stage.twin.clickUnfurl(bySomebodyElse(at), message, url, words.cards.paper.buttons.upvote)
    await stage.waitFor("another card", () => card() !== before.card)
    expect(message.text).toBe(before.text)
    expect(message.edited).toBeUndefined()
  })

  it("to anything else of those sites is left alone", async () => {
    const at = aChannel()
    const message = await stage.twin.say(
      at,
      "see <https://huggingface.co/blog> and <https://arxiv.org/abs/2510.00004>",
    )
    await stage.waitFor("the paper's card", () => Object.keys(message.unfurls).length > 0)
    expect(Object.keys(message.unfurls)).toEqual(["https://arxiv.org/abs/2510.00004"])
  })
})

describe("the home page", () => {
  const home = (at: Spot) => JSON.stringify(asJson(at.workspace.homes.get(at.person.id)).blocks ?? "")

  it("tells what is new, what the member voted for, and which channels get posts", async () => {
    const at = aChannel()
    await stage.twin.slash(at, "upvote 2510.00004")
    await sees(at, words.commands.upvote.voted)
    await stage.twin.openHome(at)
    await stage.waitFor("the page", () => home(at).includes("Reading Sheet Music"))
  })

  it("lets admins of the workspace alone change what a channel gets", async () => {
    const at = { ...aChannel(), person: stage.at("Admin").person }
    await stage.twin.slash(at, "channel time:09:00 budget:7 do:save")
    await sees(at, words.commands.channel.saved)
    await stage.twin.openHome(at)
    await stage.waitFor("the admin's page", () => home(at).includes(`<#${at.channel.id}>`))
    expect(home(at)).toContain(`"${words.cards.home.edit}"`)
    await stage.twin.openHome(bySomebodyElse(at))
    await stage.waitFor("the other's page", () => home(bySomebodyElse(at)).includes(at.channel.id))
    expect(home(bySomebodyElse(at))).not.toContain(`"${words.cards.home.edit}"`)
  })

  it("answers its buttons in the member's own conversation, and is drawn anew", async () => {
    const at = aChannel()
    await stage.twin.openHome(at)
    await stage.waitFor("the page", () => home(at) !== '""')
    const drawn = stage.twin.calls("views.publish").length
    await stage.twin.clickHome(at, "Help")
    await stage.waitFor(
      "a message",
      () => stage.twin.calls("chat.postMessage").at(-1)?.given.channel === at.person.id,
    )
    await stage.waitFor("a new page", () => stage.twin.calls("views.publish").length > drawn)
  })
})

describe("what people write to the bot", () => {
  it.each([
    "<@BOT> *search* attention limit:1",
    "<@BOT>, search attention limit:1",
    "<@BOT>: search attention limit:1",
    "<@BOT|paperboy> search attention limit:1",
    "*<@BOT>* _search_ attention `limit:1`",
    "<@BOT>\u00a0search attention limit:1",
    "search attention limit:1 <@BOT>",
  ])("means what they meant: %s", async (text) => {
    const at = aChannel()
    await stage.twin.say(at, text.replace("BOT", at.workspace.botUser))
    const answer = await sees(at, "Attention")
    expect(answer.blocks.map(asJson).filter(({ type }) => type === "divider")).toHaveLength(1)
    expect(answer.onlyFor).toBe(at.person.id)
  })

  it.each(["help\u200b", "\ufeffhelp", "*help*"])("asks for help by “%s”", async (line) => {
    const at = aChannel()
    await stage.twin.slash(at, line)
    await sees(at, words.slack.members.noCommandsInThreads.slice(0, 30))
  })

  it("keeps signs that are the words' own", () => {
    expect(plainText("a_b_c 2*3*4 foo* AT&amp;T &amp;lt; &lt;b&gt; ~x")).toBe(
      "a_b_c 2*3*4 foo* AT&T &lt; <b> ~x",
    )
    expect(plainText("*bold `code` words*, ```all of it```")).toBe("bold code words, all of it")
    expect(plainText("\u0646\u200c\u0645 \u{1f468}\u200d\u{1f4bb}")).toBe(
      "\u0646\u200c\u0645 \u{1f468}\u200d\u{1f4bb}",
    )
  })
})
