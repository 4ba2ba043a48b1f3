import type { AccountApi } from '../mvsep/account'

/** The same account endpoints, always asked at the region's node of the moment: accounts and tokens are good at all of them. */
export const atRegion = (api: AccountApi, baseNow: () => string): AccountApi => ({
  user: (_base, token, signal) => api.user(baseNow(), token, signal),
  login: (_base, credentials) => api.login(baseNow(), credentials),
  register: (_base, person) => api.register(baseNow(), person),
  turn: (access, which, on) => api.turn({ ...access, apiBase: baseNow() }, which, on),
  running: (access) => api.running({ ...access, apiBase: baseNow() })
})
