'use client'

import { FailureMessage } from '@/components/shell/failure-message'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

const ErrorInWizard = ({ error, reset }: ErrorPageProps) => (
  <main>
    <FailureMessage digest={error.digest} onRetry={reset} />
  </main>
)

export default ErrorInWizard
