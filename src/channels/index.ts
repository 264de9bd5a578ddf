import type { Desk } from '../desk.ts'
import type { Sender } from './channel.ts'
import { chatSender } from './web-chat/sender.ts'

/** The list of channels: how each lets a message out. Adding a channel is adding its folder and a line here. */
export function senders(_desk: Desk): Record<string, Sender> {
  return { chat: chatSender }
}
