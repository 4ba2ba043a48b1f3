import { useTranslation } from 'react-i18next'
import { DATASETS } from '../../../../shared/domain/qualityChecker'

/** Names a dataset by its number; those nobody has named yet keep the number. */
export function useDatasetName(): (type: number) => string {
  const { t } = useTranslation()
  return (type) => {
    const known = DATASETS[type]
    return known === undefined ? t('explore.datasetNumber', { number: type }) : t(`explore.datasets.${known}`)
  }
}
