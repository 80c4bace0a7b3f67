import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** Plain on purpose: readable at 360 px, in light and dark, with keyboard and screen reader, without a script. */
const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 25%, transparent); --accent: light-dark(#0b5c8a, #7cc4f0); --danger: light-dark(#a3180c, #ff9d92); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
header, main, footer { max-width: 72rem; margin-inline: auto; padding: 1rem; }
header { border-bottom: 1px solid var(--line); }
header p { margin: 0; }
.brand { font-weight: 700; font-size: 1.15rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: .5rem 0 0; }
nav a { display: inline-block; padding-block: .25rem; min-height: 24px; }
nav a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 3px solid var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding-block: .5rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
form.inline { display: inline-flex; flex-wrap: wrap; gap: .25rem; align-items: end; margin: .15rem .5rem .15rem 0; }
label { display: block; }
input, select, button { font: inherit; min-height: 2rem; padding: .2rem .5rem; max-width: 100%; }
form.stacked { display: grid; gap: .75rem; max-width: 26rem; }
form.stacked input:not([type=checkbox]) { display: block; width: 100%; }
button { cursor: pointer; }
.notice { border-left: 4px solid var(--accent); padding: .5rem .75rem; margin: 0 0 1rem; }
.problem { border-left-color: var(--danger); }
.muted { opacity: .8; overflow-wrap: anywhere; }
summary { cursor: pointer; min-height: 24px; }
ul.plain { list-style: none; padding: 0; }
`

export type PageParts = {
  title: string
  body: Markup
  navigation?: Markup
  notice?: { text: string; isProblem: boolean }
}

export const page = ({ title, body, navigation, notice }: PageParts): Markup =>
  html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Minox Online (sandbox)</title>
        <link rel="icon" href="data:," />
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <p class="brand"><a href="/">Minox Online</a> <span class="muted">sandbox</span></p>
          ${navigation ?? ''}
        </header>
        <main>
          <h1>${title}</h1>
          ${
            notice
              ? html`<p
                  class="${notice.isProblem ? 'notice problem' : 'notice'}"
                  role="${notice.isProblem ? 'alert' : 'status'}"
                >
                  ${notice.text}
                </p>`
              : ''
          }
          ${body}
        </main>
        <footer class="muted"><p>Nagebouwde boekhouding om mee te oefenen. Geen onderdeel van Minox B.V.</p></footer>
      </body>
    </html>`
