// The bot's time as it ticks between two `clock` frames.
import { computed, onBeforeUnmount, ref, type ComputedRef } from 'vue'
import type { Client } from './client'
import { moment, momentAt, type Moment } from './times'

export function useBotTime(client: Client): ComputedRef<Moment | null> {
  const tick = ref(performance.now())
  const timer = window.setInterval(() => { tick.value = performance.now() }, 1000)
  onBeforeUnmount(() => window.clearInterval(timer))
  return computed(() => {
    const { clock } = client.view.room
    const said = clock && moment(clock.now)
    if (!said) return null
    const since = clock.running || client.view.link.at !== 'open' ? 0 : Math.max(0, tick.value - client.view.clockAt)
    return momentAt(said.ms + since, said.offset)
  })
}
