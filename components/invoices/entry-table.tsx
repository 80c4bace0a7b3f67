import type { ReactNode } from 'react'

type EntryTableProps = { caption: string; heads: readonly string[]; children: ReactNode }

/** A small table of a bookkeeper: names at the left, amounts in columns at the right. */
export const EntryTable = ({ caption, heads, children }: EntryTableProps) => (
  <table className="mt-2 w-full text-small [&_td]:py-1 [&_td]:ps-3 [&_td]:text-end [&_td]:align-top [&_tbody_th]:py-1 [&_tbody_th]:text-start [&_tbody_th]:align-top [&_tbody_th]:font-normal [&_tr]:border-b [&_tr]:border-line">
    <caption className="pb-1 text-start font-medium">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head, at) => (
          <th
            key={head}
            scope="col"
            className={`py-1 font-medium text-muted ${at === 0 ? 'text-start' : 'ps-3 text-end'}`}
          >
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
