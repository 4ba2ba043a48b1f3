import type { PhaseName } from '../../../../shared/domain/job'

const LOOKS = {
  queued: 'idle', uploading: 'working', unconfirmed: 'asking', waiting: 'idle', distributing: 'working', processing: 'working',
  merging: 'working', downloading: 'working', ready: 'ready', failed: 'failed', cancelled: 'idle'
} as const satisfies Record<PhaseName, string>

/** Four strands that tell a job's state at a glance; the text beside it says the same. */
export function JobGlyph({ phase }: { readonly phase: PhaseName }) {
  return (
    <span className="glyph" data-look={LOOKS[phase]} aria-hidden="true">
      <i data-family="vocals" /><i data-family="drums" /><i data-family="bass" /><i data-family="other" />
    </span>
  )
}
