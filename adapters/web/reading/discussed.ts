/** The papers that the page's community discusses now, the last reply first. */

import { fitLine } from "../../../src/rendering/fit-text.ts"
import type { PaperStats, Thread } from "../../../src/vocabulary/community-stores.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import { agoInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { webCommunity } from "../options.ts"
import type { Discussed } from "./rail-html.ts"

type DiscussedServices = Pick<Services, "stats" | "threads" | "chat" | "papers" | "clock">

const mostShown = 3
/** Threads whose last reply is looked up: the newest ones that have any. */
const mostRead = 12
const longestQuote = 110

export async function discussedNow(services: DiscussedServices): Promise<readonly Discussed[]> {
  const papers = await services.threads.papers(webCommunity)
  const stats = await services.stats.of(webCommunity, undefined, papers)
  const open = busiest([...stats.values()])
  const read = await Promise.all(open.map((thread) => lastReply(services, thread)))
  const latest = read
    .filter((one) => one !== undefined)
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  const known = await services.papers.get(latest.map(({ paper }) => paper))
  return latest
    .flatMap(({ at, ...one }) => {
      const paper = known.get(one.paper)
      const ago = agoInWords(at, services.clock.now())
      return paper ? [{ ...one, paper: paper.id, title: shortTitle(paper.title), ago }] : []
    })
    .slice(0, mostShown)
}

function busiest(stats: readonly PaperStats[]): readonly Thread[] {
  const threads = stats.flatMap((one) => one.threads.filter(({ replies }) => replies > 0))
  return threads.toSorted((one, other) => (one.at < other.at ? 1 : -1)).slice(0, mostRead)
}

async function lastReply({ chat }: DiscussedServices, { thread, paper, place, replies }: Thread) {
  const [last] = await chat.page({ channel: place, thread, member: "", limit: 1 })
  if (last === undefined) return undefined
  const { member, memberName, at } = last
  const quote = fitLine(last.card ? words.web.message.bot : last.text, longestQuote)
  return { paper, replies, member, memberName, at, quote }
}

/** What stands before the colon is what people call the paper. */
function shortTitle(title: string): string {
  const [name = "", rest] = title.split(/:\s/, 2)
  return rest !== undefined && name.length >= 3 && name.length <= 40 ? name : title
}
