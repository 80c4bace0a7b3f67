import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'

const WizardLayout = ({ children }: { children: ReactNode }) => <Providers>{children}</Providers>

export default WizardLayout
