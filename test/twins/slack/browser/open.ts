/** A workspace with people and channels, and the page that shows it. */
import { createManifest } from "../../../../adapters/slack/manifest.ts"
import { commands } from "../../../../commands/index.ts"
import { openBrowserPage } from "../../browser/serve.ts"
import { startSlackTwin } from "../slack-twin.ts"
import { addChannel, addPerson } from "../world.ts"
import { act, opened } from "./act.ts"
import { type Drafts, regionsOf, shell, style } from "./page.ts"

/** Starts both. Nobody has set up anything yet. */
export async function openSlackBrowser({ port = 0 }: { readonly port?: number } = {}) {
  const twin = await startSlackTwin({
    transport: "socket",
    scopes: createManifest(commands).oauth_config.scopes.bot,
  })
  const { world, workspace } = twin
  const people = ["Ada", "Benno", "Mira"].map((name) => addPerson(world, workspace, name, name === "Ada"))
  const [admin] = people
  for (const person of people) person.timeZone = "Europe/Berlin"
  for (const [name, withBot] of [
    ["general", false],
    ["papers", true],
    ["random", false],
  ] as const) {
    const channel = addChannel(world, workspace, { name, creator: admin?.id ?? "", withBot })
    for (const person of people) channel.members.add(person.id)
  }
  const group = { id: world.id("S"), handle: "papers", name: "Paper readers" }
  workspace.userGroups.set(group.id, group)
  const drafts: Drafts = new Map()
  const page = await openBrowserPage({
    port,
    title: "Slack, a twin",
    style,
    shell,
    regions: (view) => regionsOf(twin, drafts, view),
    looked: (view) => opened(twin, view),
    act: (view, deed) => act(twin, drafts, view, deed),
  })
  return { twin, page }
}
