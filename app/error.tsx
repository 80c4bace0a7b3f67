'use client'

import { FailureMessage } from '@/components/shell/failure-message'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

const ErrorPage = ({ error, reset }: ErrorPageProps) => (
  <main>
    <FailureMessage digest={error.digest} onRetry={reset} />
  </main>
)

export default ErrorPage
