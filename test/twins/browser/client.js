// Puts changed regions in place, and posts what is pressed, chosen and typed. See README.md.
const note = document.querySelector("#note")
const typingPauseMs = 150
let stream

function follow() {
  stream?.close()
  stream = new EventSource(`/events${location.search}`)
  stream.onmessage = ({ data }) => {
    for (const [name, html] of Object.entries(JSON.parse(data))) put(name, html)
  }
}

function put(name, html) {
  const region = document.querySelector(`[data-region="${name}"]`)
  if (!region) return
  const isAtEnd = region.scrollTop + region.clientHeight >= region.scrollHeight - 40
  const wasEmpty = region.childElementCount === 0
  const { scrollTop } = region
  const typed = new Map(
    [...region.querySelectorAll("[id]")].filter(isChanged).map((field) => [field.id, field.value]),
  )
  const focused = region.contains(document.activeElement) ? document.activeElement.id : ""
  region.innerHTML = html
  for (const [id, value] of typed) {
    const field = document.getElementById(id)
    if (field) field.value = value
  }
  if (focused) document.getElementById(focused)?.focus()
  if (!focused) region.querySelector("[data-autofocus]")?.focus()
  region.scrollTop =
    region.dataset.stick === "bottom" && (isAtEnd || wasEmpty) ? region.scrollHeight : scrollTop
}

function isChanged(field) {
  return (
    "defaultValue" in field &&
    field.type !== "checkbox" &&
    field.type !== "radio" &&
    field.value !== field.defaultValue
  )
}

async function post(element, attribute, more) {
  const body = JSON.stringify({ ...JSON.parse(element.dataset[attribute]), ...more })
  element.setAttribute("aria-busy", "true")
  const answer = await fetch(`/act${location.search}`, { method: "POST", body }).then((got) => got.json())
  element.removeAttribute("aria-busy")
  note.textContent = answer.note ?? ""
  note.hidden = !answer.note
  if (answer.view) look(`?${new URLSearchParams(answer.view)}`)
}

function look(query) {
  if (query === location.search) return
  history.pushState(null, "", query)
  follow()
}

/** Fields of a form; a name that stands several times is a list. */
function fieldsOf(form) {
  const given = new FormData(form)
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const all = given.getAll(name)
      return [name, all.length > 1 ? all : all[0]]
    }),
  )
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?']")
  if (link) {
    event.preventDefault()
    return look(link.getAttribute("href"))
  }
  const pressed = event.target.closest("[data-act]")
  if (!pressed || pressed.matches("form, select") || pressed.disabled) return
  // A link that is reported as pressed also opens, as on the platform.
  if (!pressed.matches("a[target]")) event.preventDefault()
  const form = pressed.closest("form")
  post(pressed, "act", form ? { fields: fieldsOf(form) } : {})
})

document.addEventListener("change", (event) => {
  const chosen = event.target.closest("select[data-act]")
  if (!chosen) return
  const form = chosen.closest("form")
  const values = [...chosen.selectedOptions].map(({ value }) => value)
  post(chosen, "act", { values, ...(form ? { fields: fieldsOf(form) } : {}) })
  if (chosen.dataset.reset !== undefined) chosen.value = ""
})

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]")
  if (!form) return
  event.preventDefault()
  const fields = fieldsOf(form)
  if (form.dataset.clear !== undefined) form.reset()
  post(form, "act", { fields })
})

let typing
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-typing]")
  if (!field) return
  clearTimeout(typing)
  typing = setTimeout(() => post(field, "typing", { text: field.value }), typingPauseMs)
})

window.addEventListener("popstate", follow)
follow()
