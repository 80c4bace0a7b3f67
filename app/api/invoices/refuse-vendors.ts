import { toVendorRefusal } from '@/lib/flows/vendor-refusal'
import { Refusal } from '../refusal'

/** Does what asks a vendor; when the vendor does not answer as it should, the person is told so. */
export const refusingVendors = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const refusal = toVendorRefusal(error)
    if (refusal === null) throw error
    throw new Refusal(refusal.code, refusal)
  }
}
