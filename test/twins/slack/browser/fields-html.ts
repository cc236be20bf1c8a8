/** The fields of a form as Slack draws them, with what was typed and what is wrong with it. */
import { acts, escapeHtml } from "../../browser/html.ts"
import { asJson, type Json } from "../block-rules.ts"
import { type Choice, type Holder, initialOf, optionsOf, textHtml } from "./holder.ts"

/** An input block: label, field, and below it the error or the hint. */
export function inputHtml(holder: Holder, block: Json): string {
  const id = String(block.block_id)
  const element = asJson(block.element)
  const error = holder.draft?.errors[id]
  const typed = holder.draft?.fields[id]
  const optional = block.optional === true ? " <em>(optional)</em>" : ""
  const below =
    error === undefined
      ? block.hint === undefined
        ? ""
        : `<p class="hint">${textHtml(holder, block.hint)}</p>`
      : `<p class="error" role="alert">${escapeHtml(String(error))}</p>`
  const field = fieldHtml(holder, id, element, typed, block.dispatch_action === true)
  return `<div class="field${error === undefined ? "" : " wrong"}"><label for="${escapeHtml(id)}">${textHtml(holder, block.label)}${optional}</label>${field}${below}</div>`
}

function fieldHtml(holder: Holder, id: string, element: Json, typed: unknown, dispatches: boolean): string {
  const name = `id="${escapeHtml(id)}" name="${escapeHtml(id)}"`
  const given = typeof typed === "string" ? typed : undefined
  const act = dispatches ? acts({ kind: "field", block: id }) : ""
  switch (element.type) {
    case "plain_text_input":
      return textField(name, element, given)
    case "number_input":
      return `<input type="number" ${name} min="${element.min_value ?? ""}" max="${element.max_value ?? ""}" value="${escapeHtml(given ?? String(element.initial_value ?? ""))}">`
    case "timepicker":
      return `<input type="time" ${name} value="${escapeHtml(given ?? String(element.initial_time ?? ""))}">`
    case "datepicker":
      return `<input type="date" ${name} value="${escapeHtml(given ?? String(element.initial_date ?? ""))}">`
    case "external_select":
      return externalSelect(id, element, given)
    case "checkboxes":
    case "radio_buttons":
      return boxesHtml(holder, id, element, typed)
    default:
      return selectField(holder, name, element, given, act)
  }
}

function textField(name: string, element: Json, given: string | undefined): string {
  const value = escapeHtml(given ?? String(element.initial_value ?? ""))
  const placeholder = escapeHtml(String(asJson(element.placeholder).text ?? ""))
  return element.multiline === true
    ? `<textarea ${name} placeholder="${placeholder}">${value}</textarea>`
    : `<input type="text" ${name} value="${value}" placeholder="${placeholder}">`
}

/** Slack fills it as one types; here a list below the field does. */
function externalSelect(id: string, element: Json, given: string | undefined): string {
  const initial = given ?? initialOf(element) ?? ""
  const typing = escapeHtml(JSON.stringify({ kind: "suggest", block: id }))
  return `<input type="text" id="${escapeHtml(id)}" name="${escapeHtml(id)}" value="${escapeHtml(initial)}" data-typing="${typing}" list="suggestions" autocomplete="off">`
}

function boxesHtml(holder: Holder, id: string, element: Json, typed: unknown): string {
  const chosen = typed === undefined ? initialValues(element) : [typed].flat()
  const type = element.type === "checkboxes" ? "checkbox" : "radio"
  const boxes = optionsOf(holder.workspace, element).map(
    ({ value, label, description }, at) =>
      `<label class="box"><input type="${type}" name="${escapeHtml(id)}"${at === 0 ? ` id="${escapeHtml(id)}"` : ""} value="${escapeHtml(value)}"${chosen.includes(value) ? " checked" : ""}> <span>${escapeHtml(label)}${description ? `<small>${escapeHtml(description)}</small>` : ""}</span></label>`,
  )
  return `<div class="boxes">${boxes.join("")}</div>`
}

function initialValues(element: Json): readonly unknown[] {
  const many = Array.isArray(element.initial_options) ? element.initial_options : []
  return [...many, element.initial_option].map((option) => asJson(option).value)
}

function selectField(
  holder: Holder,
  name: string,
  element: Json,
  given: string | undefined,
  act: string,
): string {
  const isMultiple = String(element.type).startsWith("multi_")
  const chosen = isMultiple ? initialValues(element) : [given ?? initialOf(element)]
  const empty: readonly Choice[] = isMultiple
    ? []
    : [{ value: "", label: String(asJson(element.placeholder).text ?? "Select an option"), description: "" }]
  const kind = { ...element, type: String(element.type).replace(/^multi_/, "") }
  const options = [...empty, ...optionsOf(holder.workspace, kind)].map(
    ({ value, label }) =>
      `<option value="${escapeHtml(value)}"${chosen.includes(value) ? " selected" : ""}>${escapeHtml(label)}</option>`,
  )
  return `<select ${name}${isMultiple ? " multiple" : ""}${act}>${options.join("")}</select>`
}
