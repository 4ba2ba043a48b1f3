import { constants, setPriority } from 'node:os'

/** What a thread is told as it starts (`workerData`) when nobody waits for its work. */
export const PATIENT = 'patient'

/**
 * Lets this thread give way to every other. Linux alone has a priority for each thread (setpriority(2), "C library/kernel
 * differences"); elsewhere this would slow the whole app down, and nothing is done.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)
}
