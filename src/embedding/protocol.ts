import type { EmbeddedAs } from "../vocabulary/sources.ts"
import type { Recipe } from "./recipes.ts"

/** What the thread that runs a model is told, and tells. */
export type Start = {
  readonly model: string
  readonly runner: string
  readonly offline: boolean
  readonly recipe: Recipe
}
export type Question = { readonly id: number; readonly texts: readonly string[]; readonly as: EmbeddedAs }
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "unavailable"; readonly what: "package" | "model"; readonly message: string }
  | { readonly kind: "embedded"; readonly id: number; readonly vectors: readonly Float32Array[] }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
