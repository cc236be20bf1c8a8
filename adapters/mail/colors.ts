/** The colours of mails and of the pages behind their links. */
// Programs that drop the style sheet keep what stands at the elements, which is the light one.
export const light = { page: "#ffffff", text: "#1f2328", quiet: "#59636e", link: "#0a58a6", line: "#d9dee3" }
export const dark = { page: "#15181c", text: "#e6e9ec", quiet: "#a0a9b3", link: "#7fb8f5", line: "#363c44" }
