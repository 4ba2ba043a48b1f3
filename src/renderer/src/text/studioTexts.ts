import { enStudio } from './enStudio'
import { enTexts } from './enTexts'
import { addTexts } from './i18n'

// What the Studio and the comparison say, both pages on their own.
addTexts({ studio: enStudio, texts: enTexts })
