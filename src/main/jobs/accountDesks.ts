import type { Job } from '../../shared/domain/job'
import { createAccountHold, type AccountHold } from './accountHold'
import type { JobServiceParts } from './parts'
import { createServiceGate, type ServiceGate } from './serviceGate'
import type { Waits } from './waits'

/** What the jobs of one MVSEP account wait for together, and those of no other. */
export interface AccountDesk {
  /** Creates of this account: it is busy with another job, or its token is not taken. */
  readonly gate: ServiceGate
  readonly hold: AccountHold
}

/** The desks of all accounts that jobs belong to. */
export interface AccountDesks {
  /** Tells accounts apart; a job that was made while nobody was signed in counts to whoever is. */
  keyOf(job: Pick<Job, 'accountId'>): string
  of(job: Pick<Job, 'accountId'>): AccountDesk
  /** The active account signed in, or its plan changed: its jobs go on, and those that had no account yet. */
  accepted(): void
  /** Everybody's jobs may look again; where a token was refused nothing but `accepted` helps. */
  wake(): void
}

const NOBODY = ''

/** Builds the desks; each is made when the first job of its account asks. */
export function createAccountDesks(parts: JobServiceParts, waits: Waits): AccountDesks {
  const { clock, random } = parts
  const desks = new Map<string, AccountDesk>()
  const keyOf = ({ accountId }: Pick<Job, 'accountId'>): string => accountId ?? parts.accounts?.active() ?? NOBODY

  const build = (key: string): AccountDesk => {
    const gate = createServiceGate(clock, random)
    const check = async (): ReturnType<NonNullable<JobServiceParts['checkAccount']>> =>
      parts.checkAccount === undefined ? 'refused' : parts.checkAccount(key === NOBODY ? null : key)
    return { gate, hold: createAccountHold({ clock, random, waits, gate, check }) }
  }
  const deskOf = (key: string): AccountDesk => {
    const desk = desks.get(key) ?? build(key)
    desks.set(key, desk)
    return desk
  }
  return {
    keyOf,
    of: (job) => deskOf(keyOf(job)),
    accepted() {
      for (const key of new Set([NOBODY, keyOf({ accountId: null })])) {
        const { gate, hold } = deskOf(key)
        gate.open()
        hold.accepted()
      }
    },
    wake() {
      for (const { gate } of desks.values()) if (gate.state()?.hold !== 'signIn') gate.open()
    }
  }
}
