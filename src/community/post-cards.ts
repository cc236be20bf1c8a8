import type { Card } from "../card.ts"
import type { Standing } from "../context.ts"
import type { Paper } from "../papers/index.ts"
import type { Post } from "../stores.ts"

/** What the messages about one paper say, by the kind of message. */
export type PostCards = Readonly<Record<Post["kind"], (paper: Paper, standing: Standing) => Card>>
