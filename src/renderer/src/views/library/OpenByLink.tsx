import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { openLink, type LinkTrouble } from '../../stores/history'

const WORDS = { bad: 'history.linkBad', stranger: 'history.linkStranger' } as const satisfies Record<NonNullable<LinkTrouble>, string>

/** Opens a result by its link or hash. */
export function OpenByLink() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [trouble, setTrouble] = useState<LinkTrouble>(null)
  const [isAsking, setAsking] = useState(false)
  const open = async (): Promise<void> => {
    setAsking(true)
    const found = await openLink(text)
    setAsking(false)
    setTrouble(found)
    if (found === null) setText('')
  }
  return (
    <form
      className="open-link"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '' && !isAsking) void open()
      }}
    >
      <TextField
        label={t('history.linkLabel')}
        placeholder={t('history.linkPlaceholder')}
        description={t('history.linkWhat')}
        value={text}
        onChange={(value) => {
          setText(value)
          setTrouble(null)
        }}
        error={trouble === null ? null : t(WORDS[trouble])}
        end={<Button type="submit" size="small" kind="quiet" isPending={isAsking} isDisabled={text.trim() === ''} onPress={() => undefined}>{t('history.linkOpen')}</Button>}
      />
    </form>
  )
}
