/** A form's fields as the browser's own, each error at its field. */
import { html } from "hono/html"
import type { FormField, FormOption } from "../../../src/vocabulary/form.ts"
import { words } from "../../../src/words/words.ts"
import { type Html, textToHtml } from "../text-html.ts"

type Place = { readonly id: string }

/** What is chosen by pictures: few options that look different. */
const pictured: readonly string[] = ["form"]

/** One field; nothing for whom to notify, since nobody has a role here. */
export function fieldToHtml(given: FormField, places: readonly Place[], scope = ""): Html | "" {
  const field = { ...given, scope }
  switch (field.kind) {
    case "mention":
      return ""
    case "choice":
      return pictured.includes(field.name)
        ? group(
            field,
            html`<div class="cards">${field.options.map((option) => picture(field, option))}</div>`,
          )
        : labelled(field, choice(field, field.options, field.value))
    case "choices": {
      const value = field.value ?? []
      return group(
        field,
        html`<div class="days">${field.options.map((option) => day(field, option, value))}</div>`,
      )
    }
    case "place":
      return labelled(
        field,
        choice(
          field,
          places.map(({ id }) => ({ value: id, label: `#${id}` })),
          field.value,
        ),
      )
    case "number":
      return labelled(field, stepper(field))
    case "flag":
      return labelled(
        field,
        html`<input type="checkbox" ${named(field)} value="true"${field.value ? html` checked` : ""}>`,
      )
    case "time":
      return labelled(field, html`<input type="time" ${named(field)} value="${field.value ?? ""}" required>`)
    case "text":
      return labelled(field, textInput(field))
    default:
      return field satisfies never
  }
}

/** `scope` begins the ids of its elements, where another form of the page has a field of that name. */
type Scoped = FormField & { readonly scope: string }
type Kind<K extends FormField["kind"]> = Extract<FormField, { readonly kind: K }> & { readonly scope: string }

/** The name, and what is said about it for screen readers. */
function named({ name, scope, error }: Scoped): Html {
  return html`id="f-${scope}${name}" name="${name}" aria-describedby="hint-${scope}${name} error-${scope}${name}"${error ? html` aria-invalid="true"` : ""}`
}

function labelled(field: Scoped, input: Html): Html {
  return html`<div class="field" data-field="${field.name}"><label for="f-${field.scope}${field.name}">${field.label}</label>${input}${said(field)}</div>`
}

function group(field: Scoped, inputs: Html): Html {
  return html`<fieldset class="field" data-field="${field.name}" aria-describedby="hint-${field.scope}${field.name} error-${field.scope}${field.name}"><legend>${field.label}</legend>${inputs}${said(field)}</fieldset>`
}

/** The hint, and what is wrong; both keep their place, so that the script can fill them. */
function said({ name, scope, kind, hint = "", error }: Scoped): Html {
  // A browser's own field for times needs no example.
  return html`<p class="hint" id="hint-${scope}${name}">${kind === "time" ? "" : hint}</p><p class="field-error" id="error-${scope}${name}" data-part>${error ? textToHtml(error) : ""}</p>`
}

function choice(field: Scoped, options: readonly FormOption[], chosen: string | undefined): Html {
  return html`<select ${named(field)}>${options.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`,
  )}</select>`
}

function picture(field: Kind<"choice">, { value, label }: FormOption): Html {
  const lines = html`<span></span><span></span><span></span><span></span>`
  return html`<label class="look"><input type="radio" name="${field.name}" value="${value}"${value === field.value ? html` checked` : ""}><span class="drawn ${value}" aria-hidden="true">${lines}</span><span>${label}</span></label>`
}

function day(field: Kind<"choices">, { value, label }: FormOption, chosen: readonly string[]): Html {
  const checked = chosen.includes(value) ? html` checked` : ""
  return html`<label class="day"><input type="checkbox" name="${field.name}" value="${value}"${checked}><span aria-hidden="true">${label.slice(0, 3)}</span><span class="unseen">${label}</span></label>`
}

/** The buttons need the script, and the field takes numbers without them. */
function stepper(field: Kind<"number">): Html {
  const { fewer, more } = words.web.setup
  const { min, max, value = "" } = field
  return html`<div class="stepper"><button type="button" data-step="-1" aria-label="${fewer}" tabindex="-1">−</button><input type="number" ${named(field)} min="${min}" max="${max}" value="${value}" inputmode="numeric" required><button type="button" data-step="1" aria-label="${more}" tabindex="-1">+</button></div>`
}

function textInput(field: Kind<"text">): Html {
  const { name, scope, value = "", placeholder = "", maxLength = 1000, hasSuggestions, isLong } = field
  if (isLong)
    return html`<textarea ${named(field)} rows="4" placeholder="${placeholder}" maxlength="${maxLength}" dir="auto"${field.isRequired ? html` required` : ""}>${value}</textarea>`
  const list = hasSuggestions ? html` list="offers-${scope}${name}" data-offers` : ""
  return html`<input type="text" ${named(field)} value="${value}" placeholder="${placeholder}" maxlength="${maxLength}" autocomplete="off" spellcheck="false" dir="auto"${field.isRequired ? html` required` : ""}${list}>${hasSuggestions ? html`<datalist id="offers-${scope}${name}"></datalist>` : ""}`
}
