import fc from "fast-check"

/** Any text at all, broken surrogates and control characters included. */
export const anyText = fc.uint16Array({ maxLength: 60 }).map((codes) => String.fromCharCode(...codes))
