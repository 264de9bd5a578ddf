import { useId } from 'react'
import { m } from '#texts'
import type { Temperature } from '../contract.ts'
import { temperatureName, temperatures } from './words.ts'

/** How heated the customer is: four steps, one of them. */
export function TemperatureField({
  value,
  onChange,
  isOff = false,
}: {
  value: Temperature
  onChange: (value: Temperature) => void
  isOff?: boolean
}) {
  return (
    <Steps
      name={m.escalation_temperature()}
      value={value}
      steps={temperatures.map((one) => ({ value: one, name: temperatureName(one) }))}
      onChange={onChange}
      isOff={isOff}
    />
  )
}

/** A choice of one among a few that stand in an order. */
export function Steps<Value extends string>({
  name,
  value,
  steps,
  onChange,
  isOff = false,
}: {
  name: string
  value: Value
  steps: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
  isOff?: boolean
}) {
  const id = useId()
  return (
    <fieldset className="grid gap-1" disabled={isOff}>
      <legend className="mb-1 text-small font-semibold text-ink2">{name}</legend>
      <div className="grid auto-cols-auto grid-flow-col overflow-hidden rounded-[7px] border border-line">
        {steps.map((step) => (
          <label
            key={step.value}
            className="relative grid min-h-8 place-items-center border-l border-line px-1 text-center text-small leading-[1.2] whitespace-nowrap first:border-l-0 has-checked:bg-ai-soft has-checked:font-semibold has-checked:text-ai has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ai max-phone:min-h-11"
          >
            <input
              type="radio"
              name={id}
              value={step.value}
              checked={value === step.value}
              onChange={() => onChange(step.value)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {step.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
