/** The form of a member's own digest. */
import { invoke } from "../vocabulary/calls.ts"
import type { PackedArguments } from "../vocabulary/card.ts"
import type { UserError } from "../vocabulary/errors.ts"
import type { Form, FormField } from "../vocabulary/form.ts"
import { words } from "../words/words.ts"
import { problemInWords } from "./setup-form.ts"

const { form: said, buttons, options: about } = words.digests

/** When it comes, and how many papers. */
export function digestFields(values: Partial<PackedArguments>): readonly FormField[] {
  const text = (name: string) => (values[name] === undefined ? undefined : String(values[name]))
  return [
    {
      name: "time",
      kind: "time",
      label: said.time,
      hint: about.time,
      value: text("time") ?? "08:00",
      isRequired: true,
    },
    {
      name: "days",
      kind: "choices",
      label: said.days,
      options: Object.entries(words.setup.weekdays).map(([value, label]) => ({ value, label })),
      value: daysOf(text("days") ?? "weekdays"),
      isRequired: true,
    },
    {
      name: "budget",
      kind: "number",
      label: said.budget,
      min: 1,
      max: 10,
      value: text("budget") ?? 5,
      isRequired: true,
    },
    {
      name: "zone",
      kind: "text",
      label: said.zone,
      hint: words.setup.hints.zone,
      value: text("zone"),
      isRequired: true,
      hasSuggestions: true,
      maxLength: 60,
    },
  ]
}

/** What was typed or holds, with what is wrong at its field. */
export function digestForm(values: Partial<PackedArguments>, problem?: UserError): Form {
  return {
    title: said.title,
    fields: digestFields(values).map((field) =>
      problem?.field === field.name ? { ...field, error: problemInWords(problem) } : field,
    ),
    submit: { ...invoke("digest", { do: "on" }), label: buttons.save, style: "primary", effect: "update" },
  }
}

const weekdays = ["mon", "tue", "wed", "thu", "fri"]

function daysOf(written: string): readonly string[] {
  if (written === "weekdays") return weekdays
  if (written === "daily") return [...weekdays, "sat", "sun"]
  return written.split(",").map((day) => day.trim().slice(0, 3).toLowerCase())
}
