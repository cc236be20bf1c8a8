/** Behind a proxy that alone knows where Discord is: requests and the gateway both go through it. */
import http, { createServer } from "node:http"
import { type AddressInfo, connect, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { afterEach, beforeEach, expect, it } from "vitest"
import { type DiscordTwin, startDiscordTwin } from "../../twins/discord/twin.ts"
import { openBotUnderTest } from "../bot-under-test.ts"
import { aDiscord, wordsOf } from "./stage.ts"

let twin: DiscordTwin
let restore: () => void
let asked: string[]
const proxy = createServer()

beforeEach(async () => {
  twin = await startDiscordTwin({ host: "discord.twin", contract: false })
  asked = []
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  restore = http.setGlobalProxyFromEnv({
    HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    NO_PROXY: "127.0.0.1",
  })
})

afterEach(async () => {
  restore()
  proxy.closeAllConnections()
  await new Promise((resolve) => proxy.close(resolve))
  await twin.stop()
})

function join(socket: Duplex, head: Buffer, port: number, opening: string, reply = ""): void {
  const onward: Socket = connect(port, "127.0.0.1", () => {
    socket.write(reply)
    onward.write(opening)
    onward.write(head)
    onward.pipe(socket).pipe(onward)
  })
  onward.on("error", () => socket.destroy())
  socket.on("error", () => onward.destroy())
}

proxy.on("connect", ({ url = "" }, socket: Duplex, head: Buffer) => {
  asked.push(url)
  join(socket, head, Number(url.split(":")[1]), "", "HTTP/1.1 200 Connection Established\r\n\r\n")
})

proxy.on("upgrade", ({ url = "", headers }, socket: Duplex, head: Buffer) => {
  asked.push(url)
  const { port, pathname, search } = new URL(url)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  join(socket, head, Number(port), `GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`)
})

it("a bot connects and answers", async () => {
  const bot = await openBotUnderTest(new Map())
  const adapter = aDiscord(twin, bot)
  await adapter.start(bot.bot)
  await twin.waitFor(() => adapter.health().up && twin.observe.commands().length > 0, "the bot to be ready")
  const answer = await twin.member("Ada").slash("papers", "paper show", { paper: "2510.00003" }).answer()
  expect(wordsOf(answer)).toContain("Birdsong")
  expect(asked.some((url) => url.startsWith("discord.twin:"))).toBe(true)
  expect(asked.some((url) => url.startsWith("http://discord.twin:") && url.includes("/gateway"))).toBe(true)
  await adapter.stop()
  await bot.close()
  bot.remove()
})
