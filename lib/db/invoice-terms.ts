import type { Invoice } from '@/lib/domain/invoice'
import type { Scope } from './client'

type Term = { kind: 'vat' | 'group'; ref: string; label: string }

const termsOf = ({ lines }: Invoice): Term[] =>
  lines.flatMap(({ vatClass, revenueGroup }) => [
    ...(vatClass === null ? [] : [{ kind: 'vat' as const, ref: vatClass.ref, label: vatClass.label }]),
    ...(revenueGroup === null ? [] : [{ kind: 'group' as const, ref: revenueGroup.ref, label: revenueGroup.label }]),
  ])

/** Keeps which VAT classes and revenue groups a combi's invoices have, as the source calls them now. */
export const rememberTerms = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  invoices: readonly Invoice[],
): Promise<void> => {
  const terms = new Map(invoices.flatMap(termsOf).map((term) => [`${term.kind}:${term.ref}`, term]))
  if (terms.size === 0) return
  await tx.$executeRaw`
    INSERT INTO "InvoiceTerm" AS known ("workspaceId", "combiId", kind, ref, label)
    SELECT ${workspaceId}::uuid, ${combiId}::uuid, t.kind, t.ref, t.label
    FROM jsonb_to_recordset(${JSON.stringify([...terms.values()])}::jsonb) AS t(kind text, ref text, label text)
    ON CONFLICT ("combiId", kind, ref) DO UPDATE SET label = excluded.label WHERE known.label <> excluded.label`
}
