import type { PackedArguments } from "../vocabulary/card.ts"
import type { Form } from "../vocabulary/form.ts"
import { words } from "../words/words.ts"

const { searchForm: sayings } = words.cards

/** What is searched for, to be changed. Five fields, as many as every platform's form has. */
export function searchForm(values: PackedArguments): Form {
  const { query, author, org, after, sort } = values
  const text = (value: PackedArguments[string] | undefined) =>
    value === undefined ? undefined : String(value)
  const field = (
    name: string,
    said: { readonly label: string; readonly hint: string },
    value: PackedArguments[string] | undefined,
  ) =>
    ({
      kind: "text",
      name,
      ...said,
      isRequired: false,
      value: text(value),
      hasSuggestions: name !== "after",
    }) as const
  return {
    title: sayings.change,
    fields: [
      field("query", sayings.query, query),
      field("author", sayings.author, author),
      field("org", sayings.org, org),
      field("after", sayings.after, after),
      {
        kind: "choice",
        name: "sort",
        ...sayings.sort,
        isRequired: false,
        value: text(sort),
        options: Object.entries(sayings.sorts).map(([value, label]) => ({ value, label })),
      },
    ],
    submit: {
      kind: "invoke",
      command: "search",
      arguments: {},
      label: sayings.submit,
      style: "primary",
      effect: "update",
    },
  }
}
