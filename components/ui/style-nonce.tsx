'use client'

import { setNonce } from 'get-nonce'
import { useState } from 'react'

/**
 * Lets the dialog's library put its scroll lock on a page whose policy refuses styles without this answer's nonce.
 * Only the nonce of the first answer counts: a refresh brings a new one, but the policy of the document stays.
 */
export const StyleNonce = ({ nonce }: { nonce: string }) => {
  useState(() => {
    // On the server the library's nonce would be shared by all requests.
    if (typeof window !== 'undefined') setNonce(nonce)
  })
  return null
}
