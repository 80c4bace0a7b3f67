import { forwardToWorker } from '@/inngest/forward-to-worker'

export const GET = forwardToWorker
export const POST = forwardToWorker
export const PUT = forwardToWorker
