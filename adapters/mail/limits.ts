/** What a mail can show: as much as is read on a screen, and no line that a mail server would cut. */
import { plainLength } from "../../src/rendering/fit-text.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"

export const limits: Limits = {
  ...noLimits,
  measure: plainLength,
  title: 150,
  itemTitle: 300,
  itemLine: 300,
  items: 10,
  text: 2_000,
  fieldValue: 500,
}
