import { NotFoundMessage } from '@/components/shell/not-found-message'

const NotFoundPage = () => (
  <main>
    <NotFoundMessage />
  </main>
)

export default NotFoundPage
