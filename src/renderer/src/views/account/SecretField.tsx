import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../components/IconButton'
import { TextField } from '../../components/TextField'

export interface SecretFieldProps {
  readonly label: string
  readonly showLabel: string
  readonly hideLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly description?: string
  readonly error?: string | null
}

/** A field whose text is hidden until it is asked for. */
export function SecretField({ showLabel, hideLabel, ...field }: SecretFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      end={<IconButton label={shown ? hideLabel : showLabel} icon={shown ? <EyeOff /> : <Eye />} onPress={() => { setShown(!shown) }} />}
    />
  )
}
