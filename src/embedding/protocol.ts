/** What the thread that runs a model is told, and tells. */
export type Start = { readonly model: string; readonly runner: string; readonly offline: boolean }
export type Question = { readonly id: number; readonly texts: readonly string[] }
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "unavailable"; readonly what: "package" | "model"; readonly message: string }
  | { readonly kind: "embedded"; readonly id: number; readonly vectors: readonly Float32Array[] }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
