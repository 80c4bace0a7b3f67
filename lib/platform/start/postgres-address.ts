// Apart from the server itself: the library that runs it answers signals for the whole process that loads it.

export const superuser = 'postgres'

/** The address of the superuser of the portal's own PostgreSQL. */
export const postgresAdminUrl = ({ port, password }: { port: number; password: string }): string =>
  `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
