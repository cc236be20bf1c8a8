/**
 * Where the links of a mail lead. Programs that look for harm press every link, so asking for one shows a button and changes
 * nothing: what is meant is sent by POST.
 */
import { Hono } from "hono"
import { adapterOf, platformOf } from "../../src/community/adapter-of.ts"
import { textOf } from "../../src/rendering/inline.ts"
import type { Address } from "../../src/vocabulary/addresses.ts"
import type { MailDigests } from "../../src/vocabulary/digests.ts"
import type { Adapter, Bot } from "../../src/vocabulary/ports.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { words } from "../../src/words/words.ts"
import { type Deed, isForPaper, type Links } from "./links.ts"
import { type Page, pageToHtml } from "./page-html.ts"

export type MailRouting = Pick<Stores, "addresses" | "posts" | "threads"> & {
  readonly links: Links
  readonly mailDigests: Pick<MailDigests, "confirm" | "end">
  readonly bot: Pick<Bot, "dispatch">
  readonly adapters: ReadonlyMap<string, Adapter>
}

const said = words.mail.page
const stopped: Page = { title: said.stopped, text: said.stoppedText }
const over: Page = { title: said.over, text: said.overText }

/** `/u/…` ends the mails to an address, `/a/…` does what else a mail offers. */
export function createMailRoutes(routing: MailRouting): Hono {
  const { links, addresses, mailDigests, bot } = routing
  const app = new Hono()

  for (const [path, kind] of [
    ["/u/:token", "stop"],
    ["/a/:token", "act"],
  ] as const) {
    app.get(path, (c) => answer(links.read(kind, c.req.param("token")), asked))
    app.post(path, (c) => answer(links.read(kind, c.req.param("token")), done))
  }

  async function answer(deed: Deed | undefined, page: (deed: Deed) => Promise<Page>): Promise<Response> {
    const shown = deed === undefined ? over : await page(deed)
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }
    return new Response(await pageToHtml(shown), { status: deed === undefined ? 404 : 200, headers })
  }

  /** What would be done, and the button that does it. */
  async function asked(deed: Deed): Promise<Page> {
    const address = await addresses.get(deed.address)
    if (deed.kind === "stop")
      return isOver(address)
        ? stopped
        : { title: said.stop, text: said.stopText, button: words.mail.footer.stop }
    if (deed.verb === "confirm") {
      if (address?.state === "confirmed") return confirmed
      return isOver(address) ? over : { title: said.confirm, button: words.mail.buttons.confirm }
    }
    if (address?.state !== "confirmed" || deed.paper === undefined) return over
    if (deed.verb === "discuss") return whereDiscussed(address, deed.paper)
    const labels = { upvote: words.cards.paper.buttons.upvote, save: words.readers.buttons.save }
    return { title: said[deed.verb], text: said.paper(deed.paper), button: labels[deed.verb] }
  }

  async function done(deed: Deed): Promise<Page> {
    if (deed.kind === "stop") {
      await mailDigests.end(deed.address)
      return stopped
    }
    if (deed.verb === "confirm") return (await mailDigests.confirm(deed.address)) ? confirmed : over
    const address = await addresses.get(deed.address)
    if (address?.state !== "confirmed" || !isForPaper(deed)) return over
    return deed.verb === "discuss"
      ? whereDiscussed(address, deed.paper)
      : called(address, deed.verb, deed.paper)
  }

  /** As the member who gave the address would call it in their chat. */
  async function called({ community, member }: Address, command: string, paper: string): Promise<Page> {
    const who = {
      platform: platformOf(community),
      community,
      place: "",
      member,
      memberName: "",
      isAdmin: false,
    }
    const { card } = await bot.dispatch({ actor: who, input: { kind: "typed", command, values: { paper } } })
    return { title: textOf(card.title), text: said.paper(paper) }
  }

  async function whereDiscussed({ community }: Address, paper: string): Promise<Page> {
    const adapter = adapterOf(routing.adapters, community)
    const threads = await routing.threads.of(community, paper)
    const posts = await routing.posts.ofPaper(community, paper)
    const href = [...threads, ...posts]
      .map((where) => adapter?.linkTo(where))
      .find((link) => link !== undefined)
    if (href === undefined) return { title: said.nowhere, text: said.nowhereText(paper) }
    return { title: said.discuss, text: said.paper(paper), link: { label: said.open, href } }
  }

  return app
}

const confirmed: Page = { title: said.confirmed, text: said.confirmedText }

function isOver(address: Address | undefined): boolean {
  return address === undefined || address.state === "ended"
}
