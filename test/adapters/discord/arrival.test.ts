/** The first word in a server, once: whether the bot is there when it is invited, or comes later. */
import { describe, expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const { title } = words.cards.welcome
const welcomes = ({ twin }: DiscordStage, channel: string) =>
  twin.observe.messages(channel).filter((message) => wordsOf(message).includes(title))

function inviteAgain({ twin }: DiscordStage): void {
  twin.staff().removeBot()
  twin.staff().addBot()
}

describe.concurrent("a server that invites the bot", () => {
  it("is welcomed in the first channel that it may write in, with one way to set it up", async () => {
    const on = await open()
    on.twin.staff().setPermissions("general", { deny: ["SendMessages"] })
    inviteAgain(on)
    await on.twin.waitFor(() => welcomes(on, "papers")[0], "the welcome")
    const [message] = welcomes(on, "papers")
    expect(wordsOf(message ?? fail())).toContain(`[${words.cards.welcome.setUp}]`)
  })

  it("is welcomed in its system channel where it has one", async () => {
    const on = await open()
    on.twin.staff().setSystemChannel("papers")
    inviteAgain(on)
    await on.twin.waitFor(() => welcomes(on, "papers")[0], "the welcome")
    expect(welcomes(on, "general")).toEqual([])
  })

  it("while the bot is away is welcomed when it comes, and once", async () => {
    const on = await open()
    await on.absence(async () => inviteAgain(on))
    await on.twin.waitFor(() => welcomes(on, "general")[0], "the welcome")
    await on.absence(async () => undefined)
    expect(welcomes(on, "general")).toHaveLength(1)
  })

  it("long ago is not welcomed by an update", async () => {
    const on = await open()
    await on.absence(async () => undefined)
    expect(welcomes(on, "general")).toEqual([])
  })
})

function fail(): never {
  throw new Error("there is no welcome")
}
