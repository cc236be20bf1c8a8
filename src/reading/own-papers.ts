import { asksForSaved } from "../search/index.ts"
import type { Account, SavedPapers } from "../vocabulary/readers.ts"
import type { SearchRequest } from "../vocabulary/search-request.ts"

/** What `in:`, `tag:` and `note:` are held against: the asker's own papers, where a query asks for them. */
export async function ownPapers(
  query: string,
  account: Account | undefined,
  saved: Pick<SavedPapers, "all">,
): Promise<SearchRequest["own"]> {
  if (account === undefined || !asksForSaved(query)) return undefined
  return new Map((await saved.all(account)).map((one) => [one.paper, one]))
}
