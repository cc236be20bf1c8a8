import { describe, expect, test } from "vitest"
import { createActionMemory } from "../../../src/bot/action-memory.ts"
import { createDispatch, type Dispatching } from "../../../src/bot/dispatch.ts"
import { createFairUse } from "../../../src/bot/fair-use.ts"
import { cardOf, pageActions } from "../../../src/cards/layout.ts"
import { packAction, unpackAction } from "../../../src/rendering/packed-action.ts"
import { plain } from "../../../src/rendering/plain.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Answer, Command, Invocation } from "../../../src/vocabulary/command.ts"
import { NetworkError, PlatformError, StoreError, UserError } from "../../../src/vocabulary/errors.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import { plainText } from "../../../src/words/runs.ts"
import { words as catalogue } from "../../../src/words/words.ts"
import { aCommand, aContext, anActor, surfaceOf } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"

function answering(name: string, run: () => Promise<Card | Answer>, more: Partial<Command> = {}): Command {
  return {
    name,
    description: name,
    options: {},
    visibility: "public",
    surface: "chat",
    needs: "nothing",
    examples: [name],
    run,
    ...more,
  }
}

const echo = aCommand({
  name: "search",
  description: "says what it was called with",
  options: {
    query: { kind: "text", positional: true, query: true, description: "words" },
    page: { kind: "integer", min: 1, max: 9, description: "page" },
  },
  visibility: "public",
  surface: "chat",
  needs: "nothing",
  examples: ["search x"],
  run: async ({ query = "", page = 1 }) =>
    cardOf({
      title: plainText(`${query}, page ${page}`),
      items: [],
      actions: pageActions({ turnTo: (page) => invoke("search", { query, page }), page, limit: 1, total: 9 }),
    }),
})

const help = answering("help", async () => cardOf({ title: "Help" }), { visibility: "private" })

type Logged = { readonly level: string; readonly fields: object; readonly message: string }

function door(commands: readonly Command[], more: Partial<Dispatching> = {}) {
  const logged: Logged[] = []
  const level = (name: string) => (fields: object, message: string) =>
    logged.push({ level: name, fields, message })
  const log: Log = { debug: level("debug"), info: level("info"), warn: level("warn"), error: level("error") }
  const context = ({ actor }: Invocation) => aContext({ actor, commands })
  const dispatch = createDispatch({
    commands: [...commands, help],
    context,
    log,
    random: () => 0.5,
    surfaceOf,
    ...more,
  })
  const say = async (text: string) => dispatch({ actor: anActor(), input: { kind: "line", text } })
  return { dispatch, say, logged }
}

const failing = (error: unknown) => answering("fail", () => Promise.reject(error))
const textOf = async (reply: Promise<{ readonly card: Card }>) => plain((await reply).card)

describe("one door", () => {
  test("a line and typed values are the same call", async () => {
    const { dispatch, say } = door([echo])
    const typed = await dispatch({
      actor: anActor(),
      input: { kind: "typed", command: "search", values: { query: "sparse attention", page: 2 } },
    })
    expect(await say("search sparse attention page:2")).toEqual(typed)
  })

  test("a call that is one too many is refused to its asker alone, with when to try again", async () => {
    const { fairUse: said } = catalogue.errors
    const fairUse = createFairUse({ perMember: 1, perCommunity: 0 }, createFakeClock("2026-11-24T12:00:00Z"))
    const { say } = door([echo], { fairUse })
    await say("search x")
    const reply = await say("search x")
    expect(reply).toMatchObject({ visibility: "private", failure: "user" })
    expect(plain(reply.card)).toContain(said.member)
    expect(plain(reply.card)).toContain(said.hint(60))
  })

  test("an empty line is answered with help", async () => {
    expect(await door([]).say("  ")).toMatchObject({
      card: { title: plainText("Help") },
      visibility: "private",
    })
  })

  test("the reply says of a command that changes something that it does", async () => {
    const vote = answering("vote", async () => cardOf({ title: "Voted" }), { changes: true })
    expect(await door([vote]).say("vote")).toMatchObject({ changes: true })
    expect((await door([echo]).say("search x")).changes).toBeUndefined()
  })

  test("the reply is as visible as the command says", async () => {
    expect((await door([echo]).say("search x")).visibility).toBe("public")
  })

  test("a mention with a link shows what is linked", async () => {
    const find = answering("find", async () => cardOf({ title: "Found" }), {
      options: { text: { kind: "text", positional: true, description: "text" } },
    })
    const { dispatch } = door([find, echo])
    const mention = (text: string) => textOf(dispatch({ actor: anActor(), input: { kind: "mention", text } }))
    expect(await mention("look at https://arxiv.org/abs/1706.03762v5")).toBe("Found")
    expect(await mention("search 1706.03762")).toMatch(/^1706\.03762, page 1/)
    expect(await mention("")).toMatch(catalogue.cards.smallTalk.hello)
  })

  test("a mention is read as people type it", async () => {
    const { dispatch } = door([echo])
    const mention = (text: string) => textOf(dispatch({ actor: anActor(), input: { kind: "mention", text } }))
    expect(await mention(", *search* attention page: 2")).toMatch(/^attention, page 2/)
  })

  test("what is about the asker is not answered before everybody", async () => {
    const { dispatch } = door([answering("home", async () => cardOf({ title: "Yours" }), { personal: true })])
    const ask = (isPublic: boolean) =>
      textOf(dispatch({ actor: anActor(), input: { kind: "mention", text: "home", isPublic } }))
    expect(await ask(true)).toContain("Use /paper home instead")
    expect(await ask(false)).toBe("Yours")
  })

  test("nor is a call that asks about the asker's own, and no button shows it to everybody", async () => {
    const found = async () => cardOf({ title: "Found" })
    const hidden = { visibility: "private" } as const
    const { dispatch } = door([
      answering("mine", found, { ...hidden, personal: () => true }),
      answering("all", found, { ...hidden, personal: () => false }),
    ])
    const ask = (text: string, isPublic: boolean) =>
      dispatch({ actor: anActor(), input: { kind: "mention", text, isPublic } })
    expect(plain((await ask("mine", true)).card)).not.toContain("Found")
    expect(plain((await ask("all", true)).card)).toBe("Found")
    expect((await ask("mine", false)).share).toBeUndefined()
    expect((await ask("all", false)).share).toBeDefined()
  })

  test("a chat's commands are not offered in a terminal, where there is no channel", async () => {
    const channel = answering("channel", async () => cardOf({ title: "Set" }), { surface: "chat" })
    const inputs = [
      { kind: "line", text: "channel" },
      { kind: "typed", command: "channel", values: {} },
    ] as const
    for (const input of inputs) {
      const reply = await door([channel]).dispatch({ actor: anActor({ platform: "terminal" }), input })
      expect(reply.failure).toBe("user")
      expect(plain(reply.card)).toContain(catalogue.errors.command.chatOnly("channel"))
    }
  })

  test("the terminal's commands are not offered in a chat", async () => {
    const { dispatch } = door([
      answering("doctor", async () => cardOf({ title: "Well" }), { surface: "terminal" }),
    ])
    const call = (platform: string) =>
      dispatch({ actor: anActor({ platform }), input: { kind: "line", text: "doctor" } })
    expect(await call("web")).toMatchObject({ failure: "user" })
    expect(await textOf(call("web"))).toMatch(
      /^“doctor” works only in the terminal.*npm run paper -- doctor/s,
    )
    expect(await textOf(call("terminal"))).toBe("Well")
  })

  test("who is no admin is told so, at every call", async () => {
    const { dispatch } = door([
      answering("deliver", async () => cardOf({ title: "Done" }), { adminOnly: true }),
    ])
    const call = (isAdmin: boolean) =>
      textOf(dispatch({ actor: anActor({ isAdmin }), input: { kind: "line", text: "deliver" } }))
    expect(await call(true)).toBe("Done")
    expect(await call(false)).toContain("Only admins can use /paper deliver.")
    expect(await call(true)).toBe("Done")
  })
})

describe("a failure becomes a card", () => {
  test("a wrong command offers the right one as a button", async () => {
    const reply = await door([echo]).say("serch sparse attention")
    expect(reply).toMatchObject({ failure: "user", visibility: "private" })
    expect(reply.card.blocks.at(-1)).toMatchObject({
      kind: "actions",
      actions: [
        { label: "search sparse attention", command: "search", arguments: { query: "sparse attention" } },
      ],
    })
  })

  test.each<[string, unknown, string, RegExp]>([
    [
      "the person asked wrong",
      new UserError("x", "Wrong.", { hint: "Do this." }),
      "user",
      /^Wrong\.\n\nDo this\.$/,
    ],
    [
      "a host is away",
      new NetworkError("huggingface.co", "x"),
      "network",
      /^I can't reach huggingface\.co right now/,
    ],
    [
      "a server refused",
      new PlatformError("arxiv", "429", "Too many requests.", { retryAfterMs: 2500 }),
      "platform",
      /^Too many requests\..*wait 3 seconds/s,
    ],
    [
      "the store is full",
      new StoreError("full", "The disk is full.", "Make room."),
      "bug",
      /can't use its database.*The disk is full\. Make room\..*No data was overwritten/s,
    ],
    ["a bug", new TypeError("secret detail"), "bug", /^Sorry.*give your admin this code: [2-9A-Z]{6}\.$/s],
    ["a bug that threw no error", "secret detail", "bug", /^Sorry/],
  ])("%s", async (_, error, failure, said) => {
    const reply = await door([failing(error)]).say("fail")
    expect(reply.failure).toBe(failure)
    expect(plain(reply.card)).toMatch(said)
    expect(plain(reply.card)).not.toContain("secret")
  })

  test("the reference of a bug leads to the whole error in the log", async () => {
    const { say, logged } = door([failing(new TypeError("what went wrong"))])
    const reference = plain((await say("fail")).card).match(/code: (\w+)/)?.[1]
    expect(logged.find(({ level }) => level === "error")?.fields).toMatchObject({
      reference,
      err: { message: "what went wrong" },
    })
  })

  test("a context that cannot be made is a failure like any other", async () => {
    const { say } = door([echo], { context: () => Promise.reject(new StoreError("busy", "Busy.", "Wait.")) })
    expect((await say("search x")).failure).toBe("bug")
  })

  test("what people wrote is not logged", async () => {
    const { say, logged } = door([echo])
    await say("search something private")
    await say("something private")
    expect(JSON.stringify(logged)).not.toContain("private")
  })
})

const { failure: failed } = catalogue.cards

describe("a later card", () => {
  const withLater = (later: Promise<Card>) =>
    answering("slow", async () => ({ card: cardOf({ title: "First" }), later }))
  const laterText = async (command: Command) => {
    const { later } = await door([command]).say("slow")
    return later && plain(await later)
  }

  test("takes the place of the first", async () => {
    expect(await laterText(withLater(Promise.resolve(cardOf({ title: "Better" }))))).toBe("Better")
  })

  test.each([
    [new NetworkError("huggingface.co", "x"), `First\n\n${failed.noMore(failed.hostAway("huggingface.co"))}`],
    [new PlatformError("arxiv", "429", "x"), `First\n\n${failed.noMore(failed.wasRefused("arxiv"))}`],
    [new TypeError("secret"), `First\n\n${failed.noMore(failed.wentWrong)}`],
    [new UserError("x", "There is no more."), "First\n\nThere is no more."],
  ])("that fails leaves the first, and says why: %s", async (error, expected) => {
    expect(await laterText(withLater(Promise.reject(error)))).toBe(expected)
  })
})

describe("a button whose action is too long for its id", () => {
  const query = "a long question about sparse attention ".repeat(4).trim()
  const press = async (memory = createActionMemory(), pressed = memory) => {
    const { card } = await door([echo], { memory, idLength: () => 100 }).say(`search ${query}`)
    const block = card.blocks.find(({ kind }) => kind === "actions")
    const [next] = block?.kind === "actions" ? block.actions : []
    if (next?.kind !== "invoke") throw new Error("no button")
    const packed = unpackAction(packAction(next, 100))
    if (!packed) throw new Error("not packed")
    return door([echo], { memory: pressed }).dispatch({
      actor: anActor(),
      input: { kind: "typed", command: packed.command, values: packed.arguments },
    })
  }

  test("does the same after a restart", async () => {
    expect(plain((await press()).card)).toContain(`${query}, page 2`)
  })

  test("says so when what it was for is forgotten", async () => {
    expect(plain((await press(createActionMemory(), createActionMemory())).card)).toMatch(
      /^This button is too old/,
    )
  })

  test("does not cost the answer when it cannot be kept", async () => {
    const broken = { ...createActionMemory(), put: () => Promise.reject(new Error("disk full")) }
    const { say, logged } = door([echo], { memory: broken, idLength: () => 100 })
    expect((await say(`search ${query}`)).failure).toBeUndefined()
    expect(logged.some(({ level }) => level === "error")).toBe(true)
  })
})

test("a memory of actions forgets the oldest first", async () => {
  const memory = createActionMemory(2)
  for (const name of ["a", "b", "a", "c"]) await memory.put(name, name)
  expect([await memory.get("a"), await memory.get("b"), await memory.get("c")]).toEqual(["a", undefined, "c"])
})
