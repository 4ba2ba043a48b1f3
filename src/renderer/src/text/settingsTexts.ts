import { enSettings } from './enSettings'
import { addTexts } from './i18n'

// What the Settings page and the Studio's cheat sheet say.
addTexts({ settings: enSettings })
