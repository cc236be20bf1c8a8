/** Block Kit as Slack draws it. Each element says where it stands, so that a press is that of this very element. */
import { acts, escapeHtml } from "../../browser/html.ts"
import { asJson, type Json } from "../block-rules.ts"
import { inputHtml } from "./fields-html.ts"
import { type Holder, initialOf, optionsOf, textHtml } from "./holder.ts"

export function blocksHtml(holder: Holder, blocks: unknown): string {
  return (Array.isArray(blocks) ? blocks : [])
    .map((block, at) => blockHtml(holder, asJson(block), at))
    .join("")
}

function blockHtml(holder: Holder, block: Json, at: number): string {
  const elements = Array.isArray(block.elements) ? block.elements.map(asJson) : []
  switch (block.type) {
    case "section":
      return sectionHtml(holder, block, at)
    case "header":
      return `<h3 class="header">${textHtml(holder, block.text)}</h3>`
    case "context":
      return `<div class="context">${elements.map((part) => contextHtml(holder, part)).join(" ")}</div>`
    case "actions":
      return `<div class="actions">${elements.map((part, place) => elementHtml(holder, part, at, place)).join("")}</div>`
    case "image":
      return `<figure><img src="${escapeHtml(String(block.image_url))}" alt="${escapeHtml(String(block.alt_text))}"></figure>`
    case "input":
      return inputHtml(holder, block)
    case "divider":
      return "<hr>"
    default:
      return `<p role="alert">${escapeHtml(String(block.type))}</p>`
  }
}

function sectionHtml(holder: Holder, block: Json, at: number): string {
  const fields = Array.isArray(block.fields) ? block.fields : []
  const text = block.text === undefined ? "" : `<div>${textHtml(holder, block.text)}</div>`
  const columns = fields.map((field) => `<div>${textHtml(holder, field)}</div>`).join("")
  const accessory = block.accessory === undefined ? "" : elementHtml(holder, asJson(block.accessory), at, -1)
  return `<div class="section${accessory ? " with-accessory" : ""}"><div>${text}${columns ? `<div class="fields">${columns}</div>` : ""}</div>${accessory}</div>`
}

function contextHtml(holder: Holder, part: Json): string {
  return part.type === "image" ? imageHtml(part) : `<span>${textHtml(holder, part)}</span>`
}

function elementHtml(holder: Holder, element: Json, block: number, place: number): string {
  const { where, on = "", url = "" } = holder
  const act = acts({ kind: "press", where, on, url, block, place })
  switch (element.type) {
    case "image":
      return imageHtml(element)
    case "button":
      return buttonHtml(holder, element, act)
    case "static_select":
    case "conversations_select":
    case "channels_select":
    case "users_select":
    case "overflow":
      return selectHtml(holder, element, act)
    default:
      return `<span role="alert">${escapeHtml(String(element.type))}</span>`
  }
}

const imageHtml = (image: Json) =>
  `<img class="accessory" src="${escapeHtml(String(image.image_url))}" alt="${escapeHtml(String(image.alt_text))}">`

function buttonHtml(holder: Holder, element: Json, act: string): string {
  const label = textHtml(holder, element.text)
  const name = element.accessibility_label
    ? ` aria-label="${escapeHtml(String(element.accessibility_label))}"`
    : ""
  if (element.url)
    return `<a class="button" href="${escapeHtml(String(element.url))}" target="_blank" rel="noreferrer"${act}${name}>${label}</a>`
  return `<button type="button" class="button ${escapeHtml(String(element.style ?? ""))}"${act}${name}>${label}</button>`
}

/** A menu: its placeholder is what it shows until something is chosen. */
function selectHtml(holder: Holder, element: Json, act: string): string {
  const placeholder = element.type === "overflow" ? "⋯" : String(asJson(element.placeholder).text ?? "Select")
  const chosen = initialOf(element)
  const options = optionsOf(holder.workspace, element).map(
    ({ value, label }) =>
      `<option value="${escapeHtml(value)}"${value === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`,
  )
  const first = chosen === undefined ? `<option value="">${escapeHtml(placeholder)}</option>` : ""
  return `<select aria-label="${escapeHtml(placeholder)}"${act} data-reset>${first}${options.join("")}</select>`
}
