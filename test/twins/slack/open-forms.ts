/** The forms that are open: up to three lie upon one another for each member, and the last is the one that is seen. */
import { fullView } from "./api/views.ts"
import type { Json } from "./block-rules.ts"
import type { Workspace, World } from "./world.ts"

export type OpenForms = {
  /** All of a member, the lowest first. */
  of(user: string): readonly Json[]
  add(workspace: Workspace, user: string, view: Json): Json
  /** Puts another view in the place of one. */
  replace(id: string, view: Json): Json | undefined
  /** Takes away one, or all of a member. */
  close(user: string, id?: string): void
}

type Open = { readonly user: string; readonly workspace: Workspace; view: Json }

export function createOpenForms(world: World): OpenForms {
  const forms: Open[] = []
  return {
    of: (user) => forms.filter((form) => form.user === user).map(({ view }) => view),
    add(workspace, user, view) {
      const full = fullView(view, world.id("V"), { workspace })
      forms.push({ user, workspace, view: full })
      return full
    },
    replace(id, view) {
      const form = forms.find((one) => one.view.id === id)
      if (!form) return undefined
      form.view = fullView(view, id, form)
      return form.view
    },
    close(user, id) {
      const gone = forms.filter((form) => form.user === user && (id === undefined || form.view.id === id))
      for (const form of gone) forms.splice(forms.indexOf(form), 1)
    },
  }
}
