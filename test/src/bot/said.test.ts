import { describe, expect, test } from "vitest"
import { commands } from "../../../commands/index.ts"
import { createDispatch } from "../../../src/bot/dispatch.ts"
import { type Hearing, readSaid } from "../../../src/bot/said.ts"
import { formatLine } from "../../../src/parsing/format-line.ts"
import { plain } from "../../../src/rendering/plain.ts"
import { commandsFor } from "../../../src/vocabulary/command.ts"
import { words } from "../../../src/words/words.ts"
import { aContext, anActor, aPaper } from "../../builders.ts"
import { silentLog } from "../../silent-log.ts"
import { createLibraryWorld } from "../library/world.ts"

const offered = commandsFor("chat", commands)
const papers = [
  aPaper(),
  aPaper({ id: "2401.00001", title: "Video Diffusion Models", abstract: "Diffusion for video." }),
  aPaper({ id: "2401.00002", title: "Random Forests of Agents", abstract: "Top agents show how." }),
]

/** The line that is called, or what is answered without a call. */
async function heard(text: string, more: Partial<Hearing> & { readonly paperAt?: string } = {}) {
  const { library } = await createLibraryWorld({ papers })
  const context = aContext({ library, commands: offered, community: { paperAt: async () => more.paperAt } })
  const said = await readSaid(text, { offered, context, isDirect: true, ...more })
  if (said.kind === "reply") return said.reply.reaction ?? plain(said.reply.card).split("\n")[0]
  const call =
    said.kind === "call" ? said.call : { command: said.line.command.name, arguments: said.line.values }
  const command = offered.find(({ name }) => name === call.command)
  if (!command) throw new Error(`no command ${call.command}`)
  return formatLine(command, call.arguments)
}

const { smallTalk } = words.cards

describe("what is said to the bot", () => {
  test.each([
    // Nothing is asked for.
    ["Hey", smallTalk.hello],
    ["cool!!", smallTalk.hello],
    ["hello from team 2", smallTalk.hello],
    ["", smallTalk.hello],
    ["👍", smallTalk.hello],
    ["What can you do?", smallTalk.hello],
    ["thanks!", "welcome"],
    ["ok, thank you so much :heart:", "welcome"],
    // Plain words are a search.
    ["diffusion", "search diffusion"],
    ["what are good papers about video diffusion?", "search video diffusion"],
    ["show me diffusion papers", "search diffusion"],
    ["Hi there, can you find me something about tokenizers please", "search tokenizers"],
    ["I'm looking for papers on speech", "search speech"],
    ["find agents", "search agents"],
    ["top 5 of all time?", "search top 5 of all time"],
    ["random forests", "search random forests"],
    ["why do transformers work", "search why do transformers work"],
    ["home robots", "search home robots"],
    ["similar diffusion approaches", "search similar diffusion approaches"],
    // A command whose rest parses is one.
    ["top", "top"],
    ["top last week", "top last week"],
    ["search diffusion limit:2", "search diffusion limit:2"],
    ["similar 1706.03762", "similar 1706.03762"],
    ["similar attention is all you need", "similar attention is all you need"],
    ["help search", "help search"],
    // Lists have names of their own.
    ["what's new today?", "today"],
    ["trending papers", "trending"],
    ["surprise me", "random"],
    // A title, also with a slip; a number; a link, alone and with words.
    ["Attention Is All You Need", "show 1706.03762"],
    ["show me attention is all you need", "show 1706.03762"],
    ["Attention Is All You Neeed", "show 1706.03762"],
    ["1706.03762", "find 1706.03762"],
    ["https://arxiv.org/abs/1706.03762", "find 1706.03762"],
    ["have a look at https://arxiv.org/abs/1706.03762v5, it is cool", "find 1706.03762"],
    ["papers similar to arxiv.org/abs/1706.03762?", "similar 1706.03762"],
    // One slip in a command's name.
    ["serach diffusion", smallTalk.didYouMean("search diffusion").replaceAll("`", "")],
  ])("%j becomes %j", async (text, expected) => {
    expect((await heard(text))?.replaceAll("`", "")).toBe(expected)
  })

  test.each([
    ["what is this about?", "show 2401.00001"],
    ["summary please", "show 2401.00001"],
    ["more like this", "similar 2401.00001"],
    ["similar papers?", "similar 2401.00001"],
    ["video diffusion", "search video diffusion"],
  ])("in a paper's thread, %j becomes %j", async (text, expected) => {
    expect(await heard(text, { paperAt: "2401.00001" })).toBe(expected)
  })

  test("before everybody a search answers with two papers", async () => {
    expect(await heard("diffusion", { isDirect: false })).toBe("search diffusion limit:2")
  })

  test("a word of many papers is no slip", async () => {
    const all = Array.from({ length: 3 }, (_, at) => aPaper({ id: `2402.0000${at}`, title: `Tops ${at}` }))
    const { library } = await createLibraryWorld({ papers: all })
    const context = aContext({ library, commands: offered })
    expect(await readSaid("tops", { offered, context, isDirect: true })).toMatchObject({ kind: "call" })
    expect(await readSaid("trendin", { offered, context, isDirect: true })).toMatchObject({ kind: "reply" })
  })

  test("a command before which somebody wrote a slip offers itself and the search", async () => {
    const { library } = await createLibraryWorld({ papers })
    const dispatch = createDispatch({
      commands,
      context: ({ actor }) => aContext({ actor, library }),
      log: silentLog,
      random: () => 0.5,
    })
    const input = { kind: "mention", text: "serach diffusion" } as const
    const { card } = await dispatch({ actor: anActor(), input })
    expect(card.blocks.at(-1)).toMatchObject({
      actions: [
        { command: "search", arguments: { query: "diffusion" } },
        { command: "search", arguments: { query: "serach diffusion" } },
      ],
    })
  })
})
