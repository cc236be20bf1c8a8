/** HTML as text, with everything escaped that comes from elsewhere. */

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

/** The attribute by which an element says what it does when it is pressed, chosen from or sent. */
export function acts(deed: Readonly<Record<string, unknown>>): string {
  return ` data-act="${escapeHtml(JSON.stringify(deed))}"`
}

/** The address of what somebody looks at. */
export function viewHref(view: Readonly<Record<string, string>>): string {
  const given = Object.entries(view).filter(([, value]) => value !== "")
  return escapeHtml(`?${new URLSearchParams(Object.fromEntries(given))}`)
}
