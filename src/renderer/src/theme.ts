import type { ThemeChoice } from '../../shared/domain/settings'
import { useApp } from './stores/app'

/** Keeps [data-theme] on the page in step with the setting and, where it says so, with the system. Answers its end. */
export function followTheme(): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)')
  const show = (choice: ThemeChoice): void => {
    document.documentElement.dataset['theme'] = choice === 'system' ? (light.matches ? 'light' : 'dark') : choice
  }
  const again = (): void => { show(useApp.getState().settings.theme) }
  again()
  light.addEventListener('change', again)
  const end = useApp.subscribe(again)
  return () => {
    end()
    light.removeEventListener('change', again)
  }
}
