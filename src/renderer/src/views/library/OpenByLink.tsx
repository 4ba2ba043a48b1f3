import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { TextField } from '../../components/TextField'
import { openLink, type LinkTrouble } from '../../stores/history'
import { useResultDraft } from '../../stores/wishes'

const WORDS = { bad: 'history.linkBad', stranger: 'history.linkStranger' } as const satisfies Record<NonNullable<LinkTrouble>, string>

/** Opens a result by its link or hash. */
export function OpenByLink() {
  const { t } = useTranslation()
  const text = useResultDraft((state) => state.text)
  /** What was wrong with a text, and with which. */
  const [last, setLast] = useState<{ readonly text: string; readonly trouble: LinkTrouble }>({ text: '', trouble: null })
  const trouble = last.text === text ? last.trouble : null
  const [isAsking, setAsking] = useState(false)
  const open = async (): Promise<void> => {
    setAsking(true)
    const found = await openLink(text)
    setAsking(false)
    setLast({ text, trouble: found })
    if (found === null) useResultDraft.setState({ text: '' })
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
        onChange={(value) => { useResultDraft.setState({ text: value }) }}
        error={trouble === null ? null : t(WORDS[trouble])}
        end={<Button type="submit" size="small" kind="quiet" isPending={isAsking} isDisabled={text.trim() === ''} onPress={() => undefined}>{t('history.linkOpen')}</Button>}
      />
    </form>
  )
}
