import type { Card } from "../card.ts"
import type { Post } from "../community-stores.ts"
import type { Standing } from "../context.ts"
import type { Paper } from "../papers/index.ts"
import { paperCard, paperPost } from "./paper-card.ts"

/** What the messages about one paper say, by the kind of message: when they are sent and when their tally changes. */
export const postCards: Readonly<Record<Post["kind"], (paper: Paper, standing: Standing) => Card>> = {
  post: paperPost,
  answer: (paper, standing) => paperCard(paper, { standing }),
  "thread-opening": (paper, standing) => paperCard(paper, { standing }),
}
