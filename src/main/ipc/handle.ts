import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { COMMANDS, type CommandInput, type CommandName, type CommandOutput } from '../../shared/ipc/contract'
import type { Reply } from '../../shared/ipc/reply'
import type { Log } from '../log/log'

export type Run<C extends CommandName> = (input: CommandInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>>

/** One function a command; leaving one out does not compile. */
export type Router = { readonly [C in CommandName]: Run<C> }

export type Handle = (name: unknown, input: unknown) => Promise<Reply<unknown>>

const isCommand = (name: unknown): name is CommandName => typeof name === 'string' && Object.hasOwn(COMMANDS, name)

/** Parse -> run -> Reply: the one place where a command's failure is caught. Bugs are logged once, with their stack. */
export function createHandle(router: Router, log: Log): Handle {
  const run = async <C extends CommandName>(name: C, input: unknown): Promise<CommandOutput<C>> => {
    const parsed = COMMANDS[name].input.safeParse(input)
    if (!parsed.success) throw new AppError('invalidInput', { detail: parsed.error.issues[0]?.message })
    // The schema of this very command has just accepted it: the one cast of the edge.
    return await router[name](parsed.data as CommandInput<C>)
  }
  return async (name, input) => {
    try {
      if (!isCommand(name)) throw new AppError('invalidInput', { detail: 'unknown command' })
      return { ok: true, value: await run(name, input) }
    } catch (error) {
      const info = toErrorInfo(error)
      if (info.code === 'unexpected') log.error('command failed', { command: String(name), error })
      return { ok: false, error: info }
    }
  }
}
