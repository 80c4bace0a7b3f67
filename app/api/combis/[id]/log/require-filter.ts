import type { LogFilterDto } from '@/lib/dto/log'
import { Refusal } from '../../../refusal'
import { logFilterIn } from './filter-in'

/** The filter of a request. @throws Refusal `invalid-request` for one that makes no sense. */
export const requireFilter = (search: URLSearchParams): LogFilterDto => {
  const filter = logFilterIn(Object.fromEntries(search))
  if (filter === null) throw new Refusal('invalid-request')
  return filter
}
