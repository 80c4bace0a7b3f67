import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const style = `
:root { color-scheme: light dark; --line: light-dark(#ccc, #444); --soft: light-dark(#f3f3f3, #242424) }
* { box-sizing: border-box }
html { background: light-dark(#fff, #161616); color: light-dark(#111, #eee) }
a { color: light-dark(#0645ad, #9db8ff) } a:visited { color: light-dark(#5a2ca0, #c9a8ff) }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem }
header { border-bottom: 1px solid var(--line); margin-bottom: 1rem; padding-bottom: .5rem }
nav a { display: inline-block; margin-right: 1rem; padding: .25rem 0 }
h1 { font-size: 1.4rem; margin: .5rem 0; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .5rem .4rem 0; text-align: left; vertical-align: top }
.free { overflow-wrap: anywhere }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: .5rem 0 }
label { display: grid; gap: .2rem }
input, select, button { font: inherit; padding: .4rem .6rem; min-height: 2.25rem; max-width: 100% }
button { cursor: pointer }
.note { background: var(--soft); border-left: .25rem solid; padding: .5rem .75rem }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem } dd { margin: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: inherit }
@media (max-width: 40rem) { .wide { display: none } body { padding: .75rem } table { font-size: .8125rem } }`

export type PageOptions = { title: string; home: string | null; message?: string | null; body: Html }

/** A page of the sandbox: readable without styles, at 360 px, in the dark and by a screen reader. */
export const renderPage = ({ title, home, message, body }: PageOptions): Html =>
  html`<!DOCTYPE html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title} · Simplicate (nagebouwd)</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <p>Nagebouwde Simplicate-omgeving, om mee te oefenen</p>
          ${
            home === null
              ? ''
              : html`<nav aria-label="Hoofdmenu">
                  <a href="${home}">Facturen</a><a href="${home}/relaties">Relaties</a>
                </nav>`
          }
        </header>
        <main>
          <h1>${title}</h1>
          ${message ? html`<p class="note" role="status">${message}</p>` : ''} ${body}
        </main>
      </body>
    </html>`

const euros = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' })

/** Decimal text as an amount for people. */
export const showEuros = (amount: string): string => euros.format(Number(amount))

const days = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'medium', timeZone: 'UTC' })

export const showDay = (day: string | null): string => (day === null ? '' : days.format(new Date(`${day}T00:00:00Z`)))
