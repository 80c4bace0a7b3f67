'use client'

import { FailureMessage } from '@/components/shell/failure-message'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

const ErrorInPortal = ({ error, reset }: ErrorPageProps) => <FailureMessage digest={error.digest} onRetry={reset} />

export default ErrorInPortal
