import { type Acknowledgement, acknowledgementPlaceholders } from './contract.ts'
import { refuseUnfitTwin } from './twins.ts'

/** Refuses words that ask for what nobody fills in, and twins that do not ask for the same. */
export function refuseUnfitWords({ open, closed }: Acknowledgement): void {
  for (const [name, twin] of Object.entries({ open, closed }))
    refuseUnfitTwin(`settings.acknowledgement.${name}`, twin, acknowledgementPlaceholders)
}
