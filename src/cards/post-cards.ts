import type { Paper } from "../papers/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { PaperStats, Post } from "../vocabulary/community-stores.ts"
import { paperCard, paperPost } from "./paper-card.ts"

/** What the messages about one paper say, by the kind of message: when they are sent and when their tally changes. */
export const postCards: Readonly<Record<Post["kind"], (paper: Paper, stats: PaperStats) => Card>> = {
  post: paperPost,
  answer: (paper, stats) => paperCard(paper, { stats }),
  "thread-opening": (paper, stats) => paperCard(paper, { stats }),
}
