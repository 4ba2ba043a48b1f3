import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { AppError } from '../../shared/errors/appError'
import { isInnerAddress } from './address'

/**
 * A lookup that fails with AppError('resultUntrusted') for a name any of whose addresses lies inside this computer or its
 * network: what a server names must not reach in there. The connection is made to the very addresses that were checked.
 */
export const publicOnly = (lookup: LookupFunction): LookupFunction => (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    if (error === null && addressesOf(address).some(isInnerAddress)) {
      callback(new AppError('resultUntrusted', { detail: `${hostname} leads into an inner network` }), '')
      return
    }
    callback(error, address, family)
  })
}

const addressesOf = (found: string | LookupAddress[]): readonly string[] =>
  typeof found === 'string' ? [found] : found.map(({ address }) => address)
