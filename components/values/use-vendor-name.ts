import { useMessages } from 'next-intl'

/** The name of a connected product by its connector's id; the id itself for one that has no name here. */
export const useVendorName = () => {
  const { connectors } = useMessages()
  const names: Readonly<Record<string, string>> = connectors
  return (connectorId: string): string => names[connectorId] ?? connectorId
}
