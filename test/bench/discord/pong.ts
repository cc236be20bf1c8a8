/** The least that a Discord bot can do: answers every command with "pong". `node pong.ts <url> <token>` */
import "../../../adapters/runtime.mjs"
import { Client, Events, GatewayIntentBits, Routes } from "discord.js"

const [api = "", token = ""] = process.argv.slice(2)
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } })

client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply("pong")
})
client.once(Events.ClientReady, ({ application, rest }) => {
  void rest.put(Routes.applicationCommands(application.id), {
    body: [{ name: "ping", description: "Answers pong" }],
  })
})
process.once("SIGTERM", () => void client.destroy())
await client.login(token)
