import { Split } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import { limitsOf, paysCredits, type Sender } from '../../../../shared/domain/limits'
import type { SplitProposal } from '../../../../shared/domain/split'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { ProgressBar } from '../../components/ProgressBar'
import { attempt } from '../../stores/notices'
import { useSite } from '../../stores/site'
import { beginSplit } from '../../stores/splits'
import { clock, count } from '../../text/format'
import { formatWords } from '../../text/planWords'
import type { JobCell } from '../separate/jobTable'
import { partCredits, partPlan } from './partPlan'
import './split.css'

type Asked =
  | { readonly status: 'listening' }
  | { readonly status: 'proposed'; readonly proposal: SplitProposal }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

/** Listens to the song and holds what would be made of it. */
function useProposal(input: Input, sender: Sender): Asked {
  const [asked, setAsked] = useState<Asked>({ status: 'listening' })
  const { maxSeconds, maxBytes } = limitsOf(sender)
  useEffect(() => {
    let isWanted = true
    const take = (answer: Asked): void => { if (isWanted) setAsked(answer) }
    call('splits:propose', { inputId: input.id, maxSeconds, maxBytes }).then(
      (proposal) => { take({ status: 'proposed', proposal }) },
      (error: unknown) => { take({ status: 'failed', error: errorInfoOf(error) }) }
    )
    return () => {
      isWanted = false
      void attempt(() => call('splits:stopProposing', undefined))
    }
  }, [input.id, maxSeconds, maxBytes])
  return asked
}

function Cost({ cells, proposal, sender }: { readonly cells: readonly JobCell[]; readonly proposal: SplitProposal; readonly sender: Sender }) {
  const { t, i18n } = useTranslation()
  const free = useSite(({ queue }) => queue.status === 'ready' ? queue.value.freeSeparations : null)
  const jobs = cells.length * proposal.parts.length
  const credits = cells.reduce((sum, cell) => sum + partCredits(cell, proposal.parts), 0)
  return (
    <dl className="split__cost">
      <dt>{t('split.cost')}</dt>
      <dd>
        {sender === 'local'
          ? t('separate.costFreeLocal')
          : paysCredits(sender) ? t('service.credits', { count: credits, formatted: count(credits, i18n.language) }) : t('split.freeRuns', { count: jobs })}
        {sender !== 'local' && !paysCredits(sender) && free !== null && (
          <span>{t('plans.freeRunsOf', { left: count(free.left, i18n.language), max: count(free.max, i18n.language) })}</span>
        )}
        {sender !== 'local' && sender.status === 'signedIn' && paysCredits(sender) && (
          <span>{t('separate.creditsLeft', { count: sender.credits, formatted: count(sender.credits, i18n.language) })}</span>
        )}
      </dd>
    </dl>
  )
}

function Proposed({ cells, proposal, sender }: { readonly cells: readonly JobCell[]; readonly proposal: SplitProposal; readonly sender: Sender }) {
  const { t } = useTranslation()
  const { parts, bits, isExact } = proposal
  if (parts.length < 2) return <p>{t('split.fits')}</p>
  const changed = cells.map(({ seen }) => seen).find((seen) => partPlan(seen).outputFormat !== seen.plan.outputFormat)
  return (
    <>
      <p>{t('split.how', { count: parts.length })}</p>
      <ol className="split__spans" aria-label={t('split.parts')}>
        {parts.map(({ startSeconds, endSeconds }, index) => (
          <li key={startSeconds}>
            <span>{t('split.part', { number: index + 1 })}</span>
            <span className="split__time">{t('split.from', { start: clock(startSeconds), end: clock(endSeconds) })}</span>
          </li>
        ))}
      </ol>
      <p className="split__soft">{isExact ? t('split.exact', { bits }) : t('split.decoded')}</p>
      {changed !== undefined && <p className="split__soft">{t('split.format', { format: formatWords(partPlan(changed).outputFormat, t) })}</p>}
      <Cost cells={cells} proposal={proposal} sender={sender} />
    </>
  )
}

export interface SplitDialogProps {
  readonly input: Input
  /** Its jobs: one split each. */
  readonly cells: readonly JobCell[]
  readonly sender: Sender
  readonly onClose: () => void
}

/** What a long song would become: its parts, how they are sent, what all of them cost; and the button that starts it. */
export function SplitDialog({ input, cells, sender, onClose }: SplitDialogProps) {
  const { t } = useTranslation()
  const asked = useProposal(input, sender)
  const [sending, setSending] = useState(false)
  const proposal = asked.status === 'proposed' && asked.proposal.parts.length > 1 ? asked.proposal : null
  const begin = async ({ id }: SplitProposal): Promise<void> => {
    setSending(true)
    await beginSplit(input.id, id, cells.map(({ seen }) => partPlan(seen)), sender === 'local' ? 'local' : 'mvsep', onClose)
    setSending(false)
  }
  return (
    <Dialog
      title={t('split.title', { name: input.name })}
      closeLabel={t('app.close')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t(asked.status === 'proposed' && proposal === null ? 'app.close' : 'app.cancel')}</Button>
          {(proposal !== null || asked.status === 'listening') && (
            <Button kind="primary" icon={<Split />} isDisabled={proposal === null} isPending={sending} onPress={() => { if (proposal !== null) void begin(proposal) }}>
              {t('split.confirm', { count: (proposal?.parts.length ?? 2) * cells.length })}
            </Button>
          )}
        </>
      }
    >
      <div className="split" aria-live="polite">
        {asked.status === 'listening' && <><p>{t('split.listening')}</p><ProgressBar label={t('split.listening')} fraction={null} /></>}
        {asked.status === 'failed' && <ErrorCallout error={asked.error} />}
        {asked.status === 'proposed' && <Proposed cells={cells} proposal={asked.proposal} sender={sender} />}
      </div>
    </Dialog>
  )
}
