import { forwardToWorker } from '@/inngest/forward-to-worker'

const handle = (request: Request) => forwardToWorker(request)

export { handle as GET, handle as POST, handle as PUT }
