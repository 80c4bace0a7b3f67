const seeOther = 303

/** Whether a browser sent a form by itself, without the page's script. */
export const isForm = ({ headers }: Request): boolean =>
  headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false

/** Leads the browser on after a form, to a path of ours: relative, since behind a proxy we do not know our own name. */
export const redirectAfterForm = (path: string): Response =>
  new Response(null, { status: seeOther, headers: { Location: path } })
