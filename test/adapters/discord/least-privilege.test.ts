/** The invite link asks for what is used, and for nothing else. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { GatewayIntentBits as Intent, PermissionFlagsBits as Permission } from "discord.js"
import { describe, expect, it } from "vitest"
import { applicationOf, intents, inviteLink } from "../../../adapters/discord/permissions.ts"
import type { PermissionName } from "../../twins/discord/state/permissions.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const paper = "2510.00003"

/** What fails without each permission: a thing that the bot does. */
const uses: Readonly<Partial<Record<PermissionName, (on: DiscordStage) => Promise<unknown>>>> = {
  ViewChannel: (on) => on.post(paper),
  SendMessages: (on) => on.post(paper),
  ReadMessageHistory: reads,
  AddReactions: putsReaction,
  CreatePublicThreads: discusses,
  SendMessagesInThreads: discusses,
}
const asked = Object.keys(uses) as readonly PermissionName[]
const others = (Object.keys(Permission) as readonly PermissionName[]).filter((name) => !asked.includes(name))

async function reads({ twin, adapter, spot }: DiscordStage): Promise<void> {
  const lost = twin.breaks.next({ kind: "reset", when: "after" }, { method: "POST", path: "/messages" }, 3)
  const card = { title: [{ text: "Lost" }], tone: "plain", blocks: [] } as const
  await expect(adapter().send({ ...spot, delivery: "d1" }, card)).rejects.toThrow()
  if (!(await adapter().lookUp({ ...spot, delivery: "d1" }, card))) throw new Error(`not found: ${lost}`)
}

async function putsReaction(on: DiscordStage): Promise<void> {
  await on.adapter().invite?.(await on.post(paper), "upvote")
}

async function discusses(on: DiscordStage): Promise<void> {
  const { message } = await on.post(paper)
  const answer = wordsOf(await on.who("Ada").click(message, "Discuss").answer())
  if (!answer.includes("Opened a thread")) throw new Error(answer)
}

describe("the README names", () => {
  const rows = readFileSync(join(import.meta.dirname, "../../../adapters/discord/README.md"), "utf8")
    .split("\n")
    .map((line) => line.match(/^\| ([A-Z][A-Za-z ]+) \|/)?.[1] ?? "")

  it("the permissions that the invite link asks for, and no others", () => {
    const named = rows.map((row) =>
      row.replaceAll(" ", "").replace(/^SendMessagesinThreads$/, "SendMessagesInThreads"),
    )
    expect(named.filter((name) => name in Permission).toSorted()).toEqual([...asked].toSorted())
  })

  it("the intents that the bot connects with, and no others", () => {
    const named = rows.filter((row) => row in Intent)
    expect(named.toSorted()).toEqual(intents.map((bit) => Intent[bit]).toSorted())
  })
})

describe.concurrent("of the permissions", () => {
  it("the invite link names exactly these", () => {
    const link = new URL(inviteLink("1234567890123456789"))
    const bits = asked.reduce((sum, name) => sum | Permission[name], 0n)
    expect(link.searchParams.get("permissions")).toBe(bits.toString())
    expect(link.searchParams.get("scope")).toBe("bot applications.commands")
    expect(link.searchParams.get("client_id")).toBe("1234567890123456789")
  })

  it("no other is needed for anything", async () => {
    const on = await open()
    for (const channel of ["papers", "reading"]) on.twin.staff().setPermissions(channel, { deny: others })
    for (const use of new Set(Object.values(uses))) await use(on)
    await on.deliver(on.twin.channel("reading"), "forum", { budget: 2 })
    await on.who("Ada").slash("papers", "paper search", { query: "attention" }).answer()
    expect(on.twin.observe.calls().filter(({ status }) => status === 403)).toEqual([])
  })

  it.each(Object.entries(uses))("%s is missed where it is not given, and named", async (name, use) => {
    const on = await open()
    on.twin.staff().setPermissions("papers", { deny: [name as PermissionName] })
    await expect(use(on)).rejects.toThrow()
    const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").replace(" In ", " in ")
    expect((await on.adapter().missingPermissions(on.spot)).join("\n")).toContain(words)
  })

  it("nothing is missingPermissions where the invitation was accepted as it stands", async () => {
    const on = await open()
    expect(await on.adapter().missingPermissions(on.spot)).toEqual([])
    expect(await on.adapter().missingPermissions({ ...on.spot, place: on.twin.channel("reading") })).toEqual(
      [],
    )
  })

  it("who sets up a channel is told what is missingPermissions before anything fails", async () => {
    const on = await open()
    on.twin.staff().setPermissions("papers", { deny: ["AddReactions"] })
    const answer = await on.who("Admin").slash("papers", "paper-admin channel", { time: "09:00" }).answer()
    expect(wordsOf(answer)).toContain("Add Reactions")
  })

  it("a forum's are named as its own settings do", async () => {
    const on = await open()
    on.twin.staff().setPermissions("reading", { deny: ["SendMessages", "CreatePublicThreads"] })
    const missingPermissions = await on
      .adapter()
      .missingPermissions({ ...on.spot, place: on.twin.channel("reading") })
    expect(missingPermissions).toEqual(["Create Posts (to post papers)"])
  })
})

/** What never arrives without each intent; each is seen to arrive in the tests of this folder. */
const heard: readonly (readonly [Intent, string])[] = [
  [Intent.Guilds, "threads that are deleted"],
  [Intent.GuildMessages, "mentions"],
  [Intent.GuildMessageReactions, "votes"],
  [Intent.DirectMessages, "links in direct messages"],
  [Intent.DirectMessageReactions, "votes in direct messages"],
]

describe.concurrent("of the intents", () => {
  it("exactly those are asked for that bring something, and no privileged one", async () => {
    const on = await open()
    const bits = heard.reduce((sum, [intent]) => sum | intent, 0)
    expect([...on.twin.gateway.sessions].map((session) => session.intents)).toEqual([bits])
    expect(intents).toHaveLength(heard.length)
    expect(bits & (Intent.MessageContent | Intent.GuildMembers | Intent.GuildPresences)).toBe(0)
  })
})

it("a token names its application, and other text none", () => {
  const token = `${Buffer.from("1234567890123456789").toString("base64url")}.x.y`
  expect(applicationOf(token)).toBe("1234567890123456789")
  expect(applicationOf("nonsense.x.y")).toBeUndefined()
})
