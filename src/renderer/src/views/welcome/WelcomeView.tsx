import { ArrowRight, Cloud, Laptop } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../components/Mark'
import { Strands } from '../../components/Strands'
import { chooseService } from '../../stores/app'
import { goTo } from '../../stores/navigation'
import { Notices } from '../shell/Notices'
import './welcome.css'

function Door({ title, what, icon, onOpen }: {
  readonly title: string; readonly what: string; readonly icon: ReactNode; readonly onOpen: () => void
}) {
  return (
    <li className="door">
      <Button className="door__button" onPress={onOpen} aria-label={title} aria-describedby={`door-${title.length}`}>
        <span className="door__icon" aria-hidden="true">{icon}</span>
        <span className="door__title">{title}<ArrowRight aria-hidden="true" /></span>
        <span className="door__what" id={`door-${title.length}`}>{what}</span>
      </Button>
    </li>
  )
}

/** The first start: what this is, in one line, and two doors. */
export function WelcomeView() {
  const { t } = useTranslation()
  return (
    <main className="welcome">
      <p className="welcome__brand"><Mark size={30} />{t('app.name')}</p>
      <Strands className="welcome__strands" width={1400} height={270} spread={0.78} thickness={5} />
      <div className="welcome__words">
        <h1 className="welcome__title">{t('welcome.title')}</h1>
        <p className="welcome__lead">{t('welcome.lead')}</p>
      </div>
      <ul className="welcome__doors" aria-label={t('welcome.doors')}>
        <Door
          title={t('welcome.local')}
          what={t('welcome.localWhat')}
          icon={<Laptop />}
          onOpen={() => { goTo({ page: 'separate' }); void chooseService('local') }}
        />
        <Door
          title={t('welcome.signIn')}
          what={t('welcome.signInWhat')}
          icon={<Cloud />}
          onOpen={() => { goTo({ page: 'account' }); void chooseService('mvsep') }}
        />
      </ul>
      <p className="welcome__later">{t('welcome.later')}</p>
      <Notices />
    </main>
  )
}
