import { useTranslation } from 'react-i18next'
import { COLLISION_POLICIES, EXPORT_PLACES } from '../../../../../shared/domain/exports'
import { Button } from '../../../components/Button'
import { Checkbox } from '../../../components/Checkbox'
import { Select } from '../../../components/Select'
import { chooseExportFolder } from '../../../stores/exports'
import type { ExportFormState } from './useExportForm'

/** Where the files go, and what happens there. */
export function WhereSection({ jobId, state }: { readonly jobId: string; readonly state: ExportFormState }) {
  const { t } = useTranslation()
  const { form, options: { places }, change } = state
  const words = {
    folder: places.folder === null ? t('export.places.folderUnknown') : t('export.places.folder', { folder: places.folder }),
    source: places.source === null ? t('export.places.sourceGone') : t('export.places.source', { folder: places.source }),
    job: t('export.places.job', { folder: places.job ?? '' })
  }
  const choose = async (): Promise<void> => { state.setFolder(await chooseExportFolder(jobId)) }
  return (
    <>
      <div className="export__pair">
        <div className="export__place">
          <Select
            label={t('export.place')}
            options={EXPORT_PLACES.map((place) => ({ key: place, label: words[place], isDisabled: place === 'source' && places.source === null }))}
            value={form.place}
            onChange={(key) => {
              const place = EXPORT_PLACES.find((candidate) => candidate === key)
              if (place !== undefined) change({ place })
            }}
          />
          {form.place === 'folder' && places.folder !== null && <Button size="small" onPress={() => { void choose() }}>{t('export.changeFolder')}</Button>}
        </div>
        <Select
          label={t('export.collision')}
          options={COLLISION_POLICIES.map((policy) => ({ key: policy, label: t(`export.collisions.${policy}`) }))}
          value={form.collision}
          onChange={(key) => {
            const collision = COLLISION_POLICIES.find((candidate) => candidate === key)
            if (collision !== undefined) change({ collision })
          }}
        />
      </div>
      <div className="export__switches">
        <Checkbox isSelected={form.tags} onChange={(tags) => { change({ tags }) }}>{t('export.tags')}</Checkbox>
        <Checkbox isSelected={form.zip} onChange={(zip) => { change({ zip }) }}>{t('export.zip')}</Checkbox>
      </div>
    </>
  )
}
