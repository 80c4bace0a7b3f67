import { NotFoundMessage } from '@/components/shell/not-found-message'

const NotFoundInPortal = () => <NotFoundMessage />

export default NotFoundInPortal
