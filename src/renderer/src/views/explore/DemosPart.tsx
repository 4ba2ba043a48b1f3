import { AudioLines } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import type { Demo, DemoPage } from '../../../../shared/domain/site'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { Select } from '../../components/Select'
import { loadCatalogue, useCatalogue } from '../../stores/catalogue'
import { openDemo, useDemo } from '../../stores/demo'
import { goTo } from '../../stores/navigation'
import { dateTime } from '../../text/format'
import { KeptList } from './KeptList'
import { Pager } from './Pager'
import { useKept } from './useKept'

const PAGE = 10
const EVERY = 'every'

function DemoRow({ service, apiBase, demo }: { readonly service: ServiceId; readonly apiBase: string; readonly demo: Demo }) {
  const { t, i18n } = useTranslation()
  const { opening } = useDemo()
  const facts = [demo.publishedAtMs === null ? t('explore.unknownDate') : dateTime(demo.publishedAtMs, i18n.language), demo.sizeText].filter((fact) => fact !== '')
  const isOpening = opening?.hash === demo.hash
  return (
    <li className="demo">
      <div className="demo__words">
        <h3 className="demo__name">{demo.name}</h3>
        <p>{demo.algorithmName}</p>
        <p className="demo__facts">{facts.join(' · ')}</p>
      </div>
      <Button
        size="small" icon={<AudioLines />} label={t('explore.demoOpenNamed', { name: demo.name })} isPending={isOpening}
        onPress={() => { void openDemo(service, apiBase, demo) }}
      >
        {t(isOpening ? 'explore.demoOpening' : 'jobs.openInStudio')}
      </Button>
    </li>
  )
}

function Demos({ service, page, renderId }: { readonly service: ServiceId; readonly page: DemoPage; readonly renderId: number | null }) {
  const { t } = useTranslation()
  // What a service understands by the filter is unproven (API notes §9): another algorithm's demos are never shown under this one's name.
  const demos = page.demos.filter((demo) => renderId === null || demo.renderId === null || demo.renderId === renderId)
  if (demos.length === 0) return <p className="explore__none">{t('explore.noDemos')}</p>
  return (
    <ul className="demos" aria-label={t('explore.demoList')}>
      {demos.map((demo) => <DemoRow key={demo.hash} service={service} apiBase={page.apiBase} demo={demo} />)}
    </ul>
  )
}

/** Published separations, to be heard without an account. */
export function DemosPart({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const [algorithmId, setAlgorithmId] = useState<number | null>(null)
  const [start, setStart] = useState(0)
  const catalogue = useCatalogue(({ byService }) => byService[service].catalogue)
  const { failed } = useDemo()
  useEffect(() => { void loadCatalogue(service) }, [service])
  const { shown, refresh } = useKept(`${service} ${algorithmId} ${start}`, (again) => call('explore:demos', { service, algorithmId, start, limit: PAGE, refresh: again }))
  const options = (catalogue?.algorithms ?? []).map(({ id, name }) => ({ key: String(id), label: name })).sort((one, other) => one.label.localeCompare(other.label))
  return (
    <Card title={t('explore.demos')}>
      {failed && (
        <Callout tone="error" title={t('explore.demoFailed')} actions={<Button size="small" onPress={() => { goTo({ page: 'library' }) }}>{t('explore.goLibrary')}</Button>}>
          <p>{t('explore.demoFailedNext')}</p>
        </Callout>
      )}
      <div className="explore__filters">
        <Select
          label={t('separate.algorithm')}
          options={[{ key: EVERY, label: t('explore.everyAlgorithm') }, ...options]}
          value={algorithmId === null ? EVERY : String(algorithmId)}
          onChange={(key) => { setAlgorithmId(key === EVERY ? null : Number(key)); setStart(0) }}
        />
      </div>
      <KeptList shown={shown} onRefresh={refresh}>
        {(page) => (
          <>
            <Demos service={service} page={page} renderId={catalogue?.algorithms.find(({ id }) => id === algorithmId)?.renderId ?? null} />
            <Pager list={t('explore.demoList')} start={start} limit={PAGE} shown={page.demos.length} hasMore={page.hasMore} onStart={setStart} />
          </>
        )}
      </KeptList>
    </Card>
  )
}
