// @ts-check
// Loaded into every process of the portal before its own code: the process ends when the start-up that made it is gone,
// however that went. Without it, a start-up killed with SIGKILL would leave its children at work on the same data.

const graceMs = 10_000

// Processes that ours start in turn may inherit this file with Node's flags: their channel is their parent's business, and
// a build worker that nothing keeps alive would end in the middle of its work.
if (process.channel && process.env.STARTED_BY === String(process.ppid)) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), graceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // Listening must not be what keeps a process running that is otherwise finished.
  process.channel.unref()
}
