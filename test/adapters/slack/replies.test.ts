/** Which messages are replies to a paper, and which are questions to the bot. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { paperPost } from "../../../src/cards/paper-card.ts"
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

/** A paper that is discussed in a channel of its own. */
async function aDiscussion(id: string) {
  const { world, workspace } = stage.twin
  const channel = addChannel(world, workspace, { name: id, creator: stage.at("Admin").person.id })
  const at = { ...stage.at("Ada"), channel }
  const paper = (await stage.bot.stores.papers.get([id])).get(id)
  if (!paper) throw new Error(`no paper ${id}`)
  const where = { community: stage.spot.community, place: channel.id }
  const ref = await stage.adapter().send(where, paperPost(paper))
  await stage.bot.bot.posted(ref, paperPost(paper))
  const post = channel.messages.find(({ ts }) => ts === ref.message)
  if (!post) throw new Error("the post is missing")
  await stage.twin.click(at, post, "Discuss")
  const thread = async () => (await stage.bot.stores.threads.of(where.community, id))[0]
  await expect.poll(async () => (await thread())?.replies).toBe(0)
  return { at, post, ref, replies: async () => (await thread())?.replies }
}

const answersIn = (messages: readonly Message[]) => messages.filter(({ botId }) => botId)

describe("a paper's replies", () => {
  it("are members' words and files, and no bot's", async () => {
    const { at, post, replies } = await aDiscussion("2510.00001")
    await stage.twin.say(at, "I see", post.ts)
    await stage.twin.sayWithFile(at, "as in this figure", post.ts)
    await stage.twin.sayAsBot(at, "I am a bot", post.ts)
    await stage.twin.say(at, "and so", post.ts)
    await expect.poll(replies).toBe(3)
  })

  it("that are deleted are no longer counted", async () => {
    const { at, post, replies } = await aDiscussion("2510.00002")
    const reply = await stage.twin.say(at, "no", post.ts)
    await stage.twin.say(at, "yes", post.ts)
    await expect.poll(replies).toBe(2)
    await stage.twin.deleteMessage(at, reply)
    await expect.poll(replies).toBe(1)
    const own = answersIn(at.channel.messages).find(({ threadTs }) => threadTs === post.ts)
    if (own) await stage.twin.deleteMessage(at, own)
    await stage.twin.say(at, "still", post.ts)
    await expect.poll(replies).toBe(2)
  })

  it("outlive their post, which is forgotten", async () => {
    const { at, post, ref, replies } = await aDiscussion("2510.00003")
    await stage.twin.say(at, "still here", post.ts)
    await expect.poll(replies).toBe(1)
    await stage.twin.deleteMessage(at, post)
    await expect.poll(() => stage.bot.stores.posts.at(ref)).toBeUndefined()
    expect(await replies()).toBe(1)
  })
})

describe("a question to the bot", () => {
  it("by a direct message with a file is answered", async () => {
    const { world, workspace } = stage.twin
    const { person } = stage.at("Ada")
    const channel = addChannel(world, workspace, { name: "", creator: person.id, isDirect: true })
    await stage.twin.sayWithFile({ ...stage.at("Ada"), channel }, "show 2510.00004")
    await stage.waitFor("the answer", () =>
      answersIn(channel.messages).find(({ text }) => text.includes("Sheet")),
    )
  })

  it("by another bot is not answered", async () => {
    const { world, workspace } = stage.twin
    const channel = addChannel(world, workspace, { name: "bots", creator: stage.at("Admin").person.id })
    const at = { ...stage.at("Ada"), channel }
    await stage.twin.sayAsBot(at, `<@${workspace.botUser}> show 2510.00004`)
    await stage.twin.say(at, `<@${workspace.botUser}> show 2510.00005`)
    await stage.waitFor("the next answer", () =>
      answersIn(channel.messages).find(({ text }) => text.includes("Boats")),
    )
    expect(answersIn(channel.messages).filter(({ text }) => text.includes("Sheet"))).toEqual([])
  })
})
