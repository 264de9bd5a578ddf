// Loaded into the program by bin/start.mjs: when the launcher is killed, the channel to it closes, and the program ends in order
// instead of holding port and data folder without anybody knowing.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
