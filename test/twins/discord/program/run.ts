/** The twin as a program: `npm run twin:discord`, then point a bot at it and act as a member in the browser. */
import "../../../../adapters/runtime.mjs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { startDiscordTwin } from "../twin.ts"
import { act, type Deed } from "./act.ts"
import { messagesPage, roomPage, type View } from "./page.ts"

const port = Number(process.env.TWIN_PORT ?? 4100)
const people = ["Ada", "Ben", "Cleo"]

const twin = await startDiscordTwin({ port, faster: 1 })
for (const name of people) twin.member(name, { admin: name === "Ada" })
twin.member("Ben").say("papers", "Has anybody read https://arxiv.org/abs/1706.03762 again lately?")

const pagePort = port + 1
createServer((request, response) => void answer(request, response)).listen(pagePort, "127.0.0.1", () => {
  console.log(`The twin of Discord is up. Start the bot beside it with

  DISCORD_API_URL=${twin.url} DISCORD_TOKEN=${twin.token} npm start

and act as a member at http://127.0.0.1:${pagePort}/`)
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", `http://127.0.0.1:${pagePort}`)
  const view: View = {
    channel: url.searchParams.get("channel") ?? "papers",
    as: url.searchParams.get("as") ?? "Ada",
    note: url.searchParams.get("note") ?? "",
  }
  if (request.method === "POST") {
    const note = await deedOf(request, view)
    const query = new URLSearchParams({ ...view, note })
    response.writeHead(303, { location: `/?${query}` }).end()
    return
  }
  const html = url.pathname === "/messages" ? messagesPage(twin, view) : roomPage(twin, view, people)
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html)
}

/** Does what the form asks for; a thing that cannot be done is told, not thrown. */
async function deedOf(request: IncomingMessage, view: View): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"))
  const deed: Deed = { kind: form.get("kind") ?? "", on: form.get("on") ?? "", text: form.get("text") ?? "" }
  try {
    return act(twin, view, deed)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
