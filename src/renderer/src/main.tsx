import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { subscribeToFacts } from './bridge/subscribe'
import { quietTransitions } from './quietTransitions'
import { loadSnapshot, tellWhenOnline } from './stores/app'
import { followAddress } from './stores/navigation'
import { startTexts } from './text/i18n'
import { followTheme } from './theme'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

// These live as long as the window does, so nothing ends them.
startTexts(navigator.language)
followTheme()
quietTransitions()
followAddress()
subscribeToFacts()
tellWhenOnline()
void loadSnapshot()

createRoot(root).render(<StrictMode><App /></StrictMode>)
