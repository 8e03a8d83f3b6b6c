/** Nobody at the machine for a quarter of an hour, in no tab of it: tells once, and watches on. */

export const IDLE_MS = 15 * 60_000
const TELL_OTHERS_MS = 20_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

export function watchIdleness(onIdle: () => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('chengfeng-presence')
  let timer: ReturnType<typeof setTimeout>
  let told = 0
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(onIdle, IDLE_MS)
  }
  const sign = () => {
    wait()
    const now = Date.now()
    if (now - told > TELL_OTHERS_MS) {
      told = now
      channel?.postMessage('here')
    }
  }
  if (channel) channel.onmessage = wait
  for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true })
  wait()
  return () => {
    clearTimeout(timer)
    channel?.close()
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true })
  }
}
