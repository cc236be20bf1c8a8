/** Answers with a page that is the same for everybody, made the reader's own: their name, their votes, what they saved. */
import type { Context } from "hono"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { createKeptPages } from "../kept-pages.ts"
import type { Member } from "../member.ts"
import { hasFollows, withFollows } from "../mine/follow-buttons-html.ts"
import { followsOf } from "../mine/follow-routes.ts"
import { webCommunity } from "../options.ts"
import { reloadToHtml } from "../page-html.ts"
import { memberFor, type RouteServices, readerOf } from "../request.ts"
import { withSaved } from "../save-html.ts"
import { type Frame, type FramedPage, framed, pageFor } from "../shell-html.ts"
import { written } from "../text-html.ts"
import { withVotes } from "../vote-html.ts"

/** What a page shows, and the papers on it that one can vote for. */
export type ReadingPage = Omit<Frame, "channels" | "papers"> & {
  readonly papers: readonly string[]
  /** Where the page lives now. */
  readonly movedTo?: string
  readonly status?: ContentfulStatusCode
}

/** `key` names the page: whatever it depends on, beside who reads it. */
export type AnswerPage = (
  c: Context,
  key: string,
  work: () => Promise<ReadingPage>,
  status?: ContentfulStatusCode,
) => Promise<Response>

type KeptPage = FramedPage &
  Pick<ReadingPage, "movedTo" | "status"> & { readonly papers: ReadonlySet<string> }

export function createAnswerPage(services: RouteServices): AnswerPage {
  const pages = createKeptPages<KeptPage>(services)
  const votes = createKeptPages<ReadonlySet<string>>(services)

  const votesOf = ({ id }: Member) =>
    votes(
      id,
      async () => new Set((await services.votes.ofMember(webCommunity, id)).map(({ paper }) => paper)),
    )

  async function make(work: () => Promise<ReadingPage>): Promise<KeptPage> {
    const [page, papers] = await Promise.all([work(), services.library.count()])
    const { movedTo, status } = page
    return {
      ...framed({ ...page, papers, channels: services.channels }),
      movedTo,
      status,
      papers: new Set(page.papers),
    }
  }

  return async (c, key, work, status) => {
    const member = memberFor(c, services)
    if (member === undefined) return c.html(written(reloadToHtml()))
    // Read before the page: what happens in between then comes twice rather than never.
    const cursor = services.feed.cursor()
    const page = await pages(key, () => make(work))
    if (page.movedTo !== undefined) return c.redirect(page.movedTo, 301)
    const account = { community: webCommunity, member: member.id }
    // What is nobody else's business is read each time and kept nowhere.
    const [votes, saved, follows, reader] = await Promise.all([
      votesOf(member),
      services.saved.of(account, [...page.papers]),
      hasFollows(page.rest) ? followsOf(account, services) : [],
      readerOf(c, services, { member, cursor }),
    ])
    const voted = [...votes].filter((paper) => page.papers.has(paper))
    const own = withFollows(withSaved(withVotes(pageFor(page, reader), voted), saved.keys()), follows)
    return c.html(own, status ?? page.status ?? 200)
  }
}
