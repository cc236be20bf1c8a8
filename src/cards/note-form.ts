import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Form } from "../vocabulary/form.ts"
import { longestNote, type SavedPaper } from "../vocabulary/readers.ts"
import { words } from "../words/words.ts"
import { linkedTitle } from "./paper-words.ts"

const { noteForm: sayings } = words.readers

/** A paper's note and tags, to be written or changed. What is emptied is deleted. */
export function noteForm(paper: Paper, saved: SavedPaper | undefined): Form {
  const { note = "", tags = [] } = saved ?? {}
  return {
    title: sayings.title,
    note: linkedTitle(paper),
    fields: [
      {
        kind: "text",
        name: "text",
        ...sayings.note,
        isLong: true,
        value: note,
        // A note that was merged of two is longer, and is shown whole.
        maxLength: Math.max(longestNote, note.length),
      },
      { kind: "text", name: "tags", ...sayings.tags, value: tags.join(", ") },
    ],
    submit: {
      ...invoke("note", { paper: paper.id, replace: true }),
      label: sayings.submit,
      style: "primary",
      effect: "reply",
    },
  }
}
