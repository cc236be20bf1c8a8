import { ownPapers } from "../src/reading/own-papers.ts"
import type { Context } from "../src/vocabulary/command.ts"
import type { SearchRequest } from "../src/vocabulary/search-request.ts"

/** A query as its asker means it: their today, what their community touched, what they saved. Which hits is up to the caller. */
export async function requestOf(
  query: string,
  { community, saved, actor, now, timeZone }: Context,
): Promise<Omit<SearchRequest, "offset" | "limit">> {
  return {
    text: query,
    today: now.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    local: /\bhere:/i.test(query)
      ? await community.touched(actor.community, ["discussed", "voted"])
      : undefined,
    own: await ownPapers(query, actor, saved),
  }
}
