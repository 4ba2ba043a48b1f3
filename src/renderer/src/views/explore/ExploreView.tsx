import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { PageHead } from '../../components/PageHead'
import { Tabs } from '../../components/Tabs'
import { EXPLORE_PARTS, showPart, useExplore, type ExplorePart } from '../../stores/explore'
import { attempt } from '../../stores/notices'
import { CheckerPart } from './CheckerPart'
import { DemosPart } from './DemosPart'
import './explore.css'
import { LeaderboardPart } from './LeaderboardPart'
import { enExplore } from '../../text/enExplore'
import { addTexts } from '../../text/i18n'
import { NewsPart } from './NewsPart'
import { QueuePart } from './QueuePart'

addTexts({ explore: enExplore })

function Part({ part, service }: { readonly part: ExplorePart; readonly service: ServiceId }) {
  switch (part) {
    case 'news': return <NewsPart service={service} />
    case 'queue': return <QueuePart service={service} />
    case 'demos': return <DemosPart service={service} />
    case 'leaderboard': return <LeaderboardPart service={service} />
    case 'checker': return <CheckerPart service={service} />
  }
}

/** What the chosen service tells everyone; nothing here needs an account but sending an entry. */
export function ExploreView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const part = useExplore((state) => state.part)
  const show = (key: string): void => {
    const found = EXPLORE_PARTS.find((known) => known === key)
    if (found !== undefined) showPart(found)
  }
  return (
    <div className="page">
      <PageHead
        title={t('navigation.explore')}
        lead={t(service === 'mvsep' ? 'explore.leadMvsep' : 'explore.leadLocal')}
        actions={service === 'mvsep' && (
          <Button kind="quiet" icon={<ExternalLink />} onPress={() => { void attempt(() => call('app:openLink', { link: 'mvsepSite' })) }}>
            {t('app.openSite')}
          </Button>
        )}
      />
      <Tabs label={t('explore.parts')} tabs={EXPLORE_PARTS.map((key) => ({ key, label: t(`explore.${key}`) }))} value={part} onChange={show}>
        <Part key={service} part={part} service={service} />
      </Tabs>
    </div>
  )
}
