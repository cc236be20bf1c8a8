/** A bot for tests of the twin: registered, connected, answering as each test says. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  Routes,
} from "discord.js"
import { loggedIn } from "./a-client.ts"
import { type DiscordTwin, startDiscordTwin, type TwinOptions } from "./twin.ts"
import type { Asked } from "./verbs/interact.ts"

export const searchCommand = {
  name: "paper",
  description: "Papers",
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "search",
      description: "Searches",
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "query",
          description: "Words",
          required: true,
          autocomplete: true,
        },
        {
          type: ApplicationCommandOptionType.Integer,
          name: "limit",
          description: "How many",
          min_value: 1,
          max_value: 10,
        },
      ],
    },
  ],
}

export const menuCommand = { type: ApplicationCommandType.Message, name: "Find this paper" }

export type TestBot = {
  readonly twin: DiscordTwin
  readonly client: Client<true>
  /** What the bot does with the next interaction. Resolves with what that gave. */
  onInteraction<T>(handle: (interaction: Interaction) => Promise<T>): Promise<T>
  onCommand<T>(handle: (command: ChatInputCommandInteraction) => Promise<T>): Promise<T>
  /** A member searches. */
  search(who?: string): Asked
  stop(): Promise<void>
}

export async function startBot(options: TwinOptions = {}): Promise<TestBot> {
  const twin = await startDiscordTwin(options)
  const client = await loggedIn(twin)
  await client.rest.put(Routes.applicationCommands(twin.applicationId), {
    body: [searchCommand, menuCommand],
  })

  const onInteraction: TestBot["onInteraction"] = (handle) =>
    new Promise((resolve, reject) =>
      client.once(Events.InteractionCreate, (interaction) => handle(interaction).then(resolve, reject)),
    )

  return {
    twin,
    client,
    onInteraction,
    onCommand: (handle) =>
      onInteraction(async (interaction) => {
        if (!interaction.isChatInputCommand()) throw new Error("another kind of interaction came")
        return handle(interaction)
      }),
    search: (who = "Ada") =>
      twin.member(who).slash("papers", "paper search", { query: "diffusion", limit: 3 }),
    async stop() {
      await client.destroy()
      await twin.stop()
      twin.verify()
    },
  }
}
