import '../../src/telephony/providers/rtp/media-thread.ts'

/** A media thread that works for half a second and then dies of a bug. */
setTimeout(() => {
  throw new Error('a bug for the test')
}, 500)
