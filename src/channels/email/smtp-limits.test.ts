import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { setClock } from '#platform/clock.ts'
import { withDesk } from '#test/desk.ts'
import { withSmtpDoor } from '#test/mail/smtp-door.ts'
import { openLimits } from './smtp-limits.ts'

const limits = { parallel: 2, connectionsPerMinute: 4, mailsPerMinute: 3, wrongRecipients: 4 }
const stranger = '93.184.216.34'

afterEach(() => setClock())

test('a stranger has so many connections at once and so many a minute, machines of our own network more', () => {
  let at = Date.parse('2026-11-22T00:00:00Z')
  setClock(() => new Date(at))
  const gate = openLimits(limits)
  expect([1, 2, 3].map(() => gate.mayConnect(stranger))).toEqual([true, true, false])
  for (let left = 0; left < 3; left++) gate.left(stranger)
  // Who was sent away for being there too often has not used up a connection of this minute.
  expect([1, 2].map(() => gate.mayConnect(stranger))).toEqual([true, true])
  for (let left = 0; left < 2; left++) gate.left(stranger)
  expect(gate.mayConnect(stranger)).toBe(false)
  gate.left(stranger)
  at += 61_000
  expect(gate.mayConnect(stranger)).toBe(true)
  expect(Array.from({ length: 50 }, () => gate.mayConnect('10.0.0.1'))).not.toContain(false)
})

test('a stranger may send so many mails a minute', () => {
  let at = Date.parse('2026-11-22T00:00:00Z')
  setClock(() => new Date(at))
  const gate = openLimits(limits)
  expect([1, 2, 3, 4].map(() => gate.maySend(stranger))).toEqual([true, true, true, false])
  expect(gate.maySend('2001:db8::1')).toBe(true)
  expect(Array.from({ length: 50 }, () => gate.maySend('127.0.0.1'))).not.toContain(false)
  at += 61_000
  expect(gate.maySend(stranger)).toBe(true)
})

test('whoever guesses recipients waits longer and longer, and is then sent away', () =>
  withDesk((desk) =>
    withSmtpDoor(desk, { limits }, async (port) => {
      const socket = connect(port, '127.0.0.1')
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      await heard(socket)
      for (const line of ['EHLO x', 'MAIL FROM:<a@example.com>']) await say(socket, line)
      const answers: { code: string; ms: number }[] = []
      for (let guess = 1; guess <= 5; guess++) {
        const began = performance.now()
        const words = await say(socket, `RCPT TO:<guess${guess}@hinoki.test>`)
        answers.push({ code: words.slice(0, 3), ms: performance.now() - began })
      }
      expect(answers.map((one) => one.code)).toEqual(['550', '550', '550', '550', '421'])
      expect(answers[2]?.ms).toBeGreaterThan(290)
      expect(answers[3]?.ms).toBeGreaterThan(390)
      await closed
    }),
  ))

const heard = (socket: Socket) =>
  new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))

function say(socket: Socket, line: string): Promise<string> {
  const answer = heard(socket)
  socket.write(`${line}\r\n`)
  return answer
}
