import type { Desk } from '../desk.ts'
import type { Sender } from './channel.ts'
import type { Channel } from './incoming.ts'
import { apiSender } from './api/sender.ts'
import { mailSender } from './email/send-mail.ts'
import { chatSender } from './web-chat/sender.ts'

/** The list of channels: how each lets a message out. Adding a channel is adding its folder and a line here. */
export function senders(desk: Desk): Record<Channel, Sender> {
  const mail = mailSender(desk)
  return { email: mail, form: mail, chat: chatSender, api: apiSender }
}
