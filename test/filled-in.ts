import type { PackedArguments } from "../src/vocabulary/card.ts"
import type { Form } from "../src/vocabulary/form.ts"

/** What a form sends as it opens. */
export function filledIn(form: Form): PackedArguments {
  const values = form.fields.flatMap(({ name, value }): readonly [string, string | number | boolean][] =>
    value === undefined ? [] : [[name, typeof value === "object" ? value.join(",") : value]],
  )
  return { ...form.submit.arguments, ...Object.fromEntries(values) }
}
