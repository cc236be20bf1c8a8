/** The chips of a paper, wherever they are on show. */

export type Votes = { readonly paper: string; readonly votes: number; readonly mine: boolean }

/** Shows a paper's votes on all of its chips. */
export function setVotes({ paper, votes, mine }: Votes): void {
  for (const chip of document.querySelectorAll<HTMLElement>(`[data-vote="${CSS.escape(paper)}"]`)) {
    chip.setAttribute("aria-pressed", String(mine))
    const count = chip.querySelector(".count")
    if (count) count.textContent = String(votes)
  }
}
