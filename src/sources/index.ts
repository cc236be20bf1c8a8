/** Where papers come from. */
export { createArXiv } from "./arxiv.ts"
export { createHttp, type Http, type HttpOptions } from "./http.ts"
export { createHuggingFace } from "./hugging-face.ts"
export { type HostLimit, sourceLimits } from "./limits.ts"
