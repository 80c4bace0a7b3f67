import { live } from '@/lib/dto/health'
import { answer } from '../../respond'

/** Whether this process answers, for what starts it anew when it does not; asks nothing of anything else. */
export const GET = (): Response => answer(live, { status: 'live' })

export const dynamic = 'force-dynamic'
