import Link from 'next/link'
import type { ReactNode } from 'react'
import type { SetupDto, SetupStepDto } from '@/lib/dto/setup'
import { Brand } from '@/components/shell/brand'
import { PageFooter } from '@/components/shell/page-footer'
import { SkipLink } from '@/components/shell/skip-link'
import { SetupPair } from './setup-pair'
import { SetupSteps } from './setup-steps'

/** What stands around every page of the wizard: the brand and the page, and no way into the portal. */
export const SetupFrame = ({ children }: { children: ReactNode }) => (
  <div className="flex min-h-dvh flex-col">
    <SkipLink />
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex h-14 w-full max-w-5xl items-center px-4 sm:px-6">
        <Link href="/" className="rounded-control p-1 -ms-1">
          <Brand />
        </Link>
      </div>
    </header>
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 pt-8 pb-12 outline-none sm:px-6">
      {children}
    </main>
    <PageFooter width="front" />
  </div>
)

type SetupStepFrameProps = { setup: SetupDto; step: SetupStepDto; children: ReactNode }

/** A step with what is connected above it and where it stands on the way. */
export const SetupStepFrame = ({ setup, step, children }: SetupStepFrameProps) => (
  <SetupFrame>
    <SetupPair setup={setup} />
    <div className="mt-8 grid gap-x-8 gap-y-5 lg:mt-10 lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SetupSteps setup={setup} current={step} />
      <div className="min-w-0">{children}</div>
    </div>
  </SetupFrame>
)
