export type Deviation = {
  /** Definition and property in the vendor's Swagger. */
  property: string
  kind: 'not in the Swagger' | 'another type'
  reason: string
}

/** Where the sandbox differs from the vendor's Swagger on purpose, because the live API was seen to differ from it. */
export const deviations: readonly Deviation[] = [
  {
    property: 'ContactPerson.is_active',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetContactPerson.is_active',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetDebtor.autocollect',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetDebtor.autosend_subscription_invoice',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetInvoice.organization',
    kind: 'another type',
    reason:
      'an empty list where an object is expected, PHP style (diezit and moddit/laravel-simplicate); switched by `emptyArrayForObject`',
  },
  {
    property: 'GetInvoice.person',
    kind: 'another type',
    reason:
      'an empty list where an object is expected, PHP style (diezit and moddit/laravel-simplicate); switched by `emptyArrayForObject`',
  },
  {
    property: 'GetInvoice.project',
    kind: 'another type',
    reason:
      'an empty list where an object is expected, PHP style (diezit and moddit/laravel-simplicate); switched by `emptyArrayForObject`',
  },
  {
    property: 'GetInvoice.status',
    kind: 'another type',
    reason:
      'documented as text, really an object of id, name and colour (steef-paqt, commit 1b2e9df); switched by `statusAsString`',
  },
  {
    property: 'GetInvoice.timeline_email_address',
    kind: 'not in the Swagger',
    reason: 'undocumented, seen in peterpeerdeman/node-simplicate and achappey/Simplicator',
  },
  {
    property: 'GetInvoice.total_excluding_vat',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoice.total_including_vat',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoice.total_outstanding',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoice.total_vat',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoiceLine.amount',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoiceLine.price',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoiceLine.total_vat',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
  {
    property: 'GetInvoiceReminder.paused',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetOrganization.allow_autocollect',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetOrganization.created',
    kind: 'not in the Swagger',
    reason: 'a duplicate of created_at or updated_at from the older API, recorded by peterpeerdeman/node-simplicate',
  },
  {
    property: 'GetOrganization.has_different_postal_address',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetOrganization.is_active',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetOrganization.modified',
    kind: 'not in the Swagger',
    reason: 'a duplicate of created_at or updated_at from the older API, recorded by peterpeerdeman/node-simplicate',
  },
  {
    property: 'GetOrganization.postal_address',
    kind: 'another type',
    reason:
      'an empty list where an object is expected, PHP style (diezit and moddit/laravel-simplicate); switched by `emptyArrayForObject`',
  },
  {
    property: 'GetOrganization.timeline_email_address',
    kind: 'not in the Swagger',
    reason: 'undocumented, seen in peterpeerdeman/node-simplicate and achappey/Simplicator',
  },
  {
    property: 'GetPayment.amount',
    kind: 'another type',
    reason:
      'read as a number by achappey/aihappey-mcp, typed as text by mindcloud-inc/universal-api-reference; switched by `numbers`',
  },
  {
    property: 'GetPaymentTerm.days',
    kind: 'another type',
    reason:
      '`payment_term.days` is text within an invoice (steef-paqt, achappey/aihappey-mcp) and a number within a debtor (peterpeerdeman/node-simplicate); switched by `numbers`',
  },
  {
    property: 'GetPaymentTerm.method',
    kind: 'another type',
    reason:
      'documented as `Direct Debit|Bank Transfer|Cash`, seen as `banktransfer` in peterpeerdeman/node-simplicate; `directdebit` is a guess',
  },
  {
    property: 'GetPerson.is_active',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'GetPerson.is_employee',
    kind: 'another type',
    reason:
      'a number that is a flag; text in the old database style of peterpeerdeman/node-simplicate; switched by `numbers`',
  },
  {
    property: 'LinkedToEntity.invoice_id',
    kind: 'not in the Swagger',
    reason: 'on reading it is `<entity>_id` with a label instead of id and type (steef-paqt, commit d2572e6)',
  },
  {
    property: 'MyOrganizationProfile.blocked',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'MyOrganizationProfile.main_profile',
    kind: 'not in the Swagger',
    reason: 'read by achappey/aihappey-mcp, which relies on it',
  },
  {
    property: 'OrganizationContact.is_active',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'PaymentTerm.days',
    kind: 'another type',
    reason:
      '`payment_term.days` is text within an invoice (steef-paqt, achappey/aihappey-mcp) and a number within a debtor (peterpeerdeman/node-simplicate); switched by `numbers`',
  },
  {
    property: 'PaymentTerm.id',
    kind: 'not in the Swagger',
    reason: 'seen on the debtor of an organization in peterpeerdeman/node-simplicate, so expected here as well',
  },
  {
    property: 'PaymentTerm.method',
    kind: 'another type',
    reason:
      'documented as `Direct Debit|Bank Transfer|Cash`, seen as `banktransfer` in peterpeerdeman/node-simplicate; `directdebit` is a guess',
  },
  {
    property: 'ReminderSet.disabled',
    kind: 'another type',
    reason: 'flags as "0" and "1", as peterpeerdeman/node-simplicate recorded for some; switched by `booleans`',
  },
  {
    property: 'ReminderSet.id',
    kind: 'not in the Swagger',
    reason: 'other references carry their id, so this one is given one too; a guess',
  },
  {
    property: 'VatClass.percentage',
    kind: 'another type',
    reason:
      'numbers arrive as text in some places and as numbers in others: steef-paqt/simplicate-api-client casts them (commit 1b2e9df); switched by `numbers`',
  },
]
