import type { Desk } from '../desk.ts'
import type { Sender } from './channel.ts'

/** The list of channels: how each lets a message out. Adding a channel is adding its folder and a line here. */
export function senders(_desk: Desk): Record<string, Sender> {
  return {}
}
