export type { Entry } from "./entry.ts"
export { citationFormats, citationOf, type ExportFormat, exportFile, exportFormats } from "./formats.ts"
