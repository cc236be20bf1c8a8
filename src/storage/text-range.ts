/** All texts that begin with a prefix lie from it up to, not including, the end: its last character's successor. */
export function rangeOfPrefix(prefix: string): { readonly from: string; readonly end: string } {
  const last = prefix.charCodeAt(prefix.length - 1)
  return { from: prefix, end: prefix.slice(0, -1) + String.fromCharCode(last + 1) }
}
