import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunningThere as Running } from '../../../../shared/domain/accounts'
import { nameInHash } from '../../../../shared/domain/resultLink'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { ErrorCallout } from '../../components/ErrorCallout'
import { Spinner } from '../../components/Spinner'
import { followHere, loadRunning, useAccounts } from '../../stores/accounts'
import { useJobs } from '../../stores/jobs'
import { dateTime } from '../../text/format'

function Row({ job }: { readonly job: Running }) {
  const { t, i18n } = useTranslation()
  const isHere = useJobs((state) => state.jobs.some((own) => 'remote' in own && own.remote?.hash === job.hash))
  const name = nameInHash(job.hash) ?? t('accounts.runningUnnamed')
  const facts = [job.algorithmName, job.status, job.createdAtMs === null ? null : t('accounts.runningSince', { when: dateTime(job.createdAtMs, i18n.language) })]
  return (
    <li className="rows__one">
      <div className="rows__words">
        <p className="rows__name truncate">{name}</p>
        <p className="account__lead truncate">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      </div>
      {isHere
        ? <span className="account__lead">{t('accounts.runningHere')}</span>
        : <Button size="small" label={t('accounts.runningTakeNamed', { name })} onPress={() => { void followHere(job) }}>{t('accounts.runningTake')}</Button>}
    </li>
  )
}

/** What the service works on for the active account, asked when the page is opened and at a press. */
export function RunningThere({ accountId }: { readonly accountId: string }) {
  const { t, i18n } = useTranslation()
  const { list, isAsking, error } = useAccounts((state) => state.running)
  useEffect(() => { void loadRunning() }, [accountId])
  return (
    <Card
      title={t('accounts.running')}
      aside={<Button size="small" kind="quiet" isPending={isAsking} onPress={() => { void loadRunning() }}>{t('account.refresh')}</Button>}
    >
      <p className="account__lead">{t('accounts.runningWhat')}</p>
      {error !== null && <ErrorCallout error={error} actions={<Button size="small" onPress={() => { void loadRunning() }}>{t('app.tryAgain')}</Button>} />}
      {list === null && isAsking && <Spinner label={t('accounts.runningLoading')} />}
      {list !== null && (
        <>
          {list.jobs.length === 0
            ? <p>{t('accounts.runningNone')}</p>
            : <ul className="rows" aria-label={t('accounts.running')}>{list.jobs.map((job) => <Row key={job.hash} job={job} />)}</ul>}
          <p className="account__lead rows__age">{t('account.checkedAt', { when: dateTime(list.checkedAtMs, i18n.language) })}</p>
        </>
      )}
    </Card>
  )
}
