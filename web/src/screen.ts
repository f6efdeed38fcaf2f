// How much room there is: one column (telephone), two (tablet) or three (desk).
import { onBeforeUnmount, ref, type Ref } from 'vue'

function media(query: string): Ref<boolean> {
  const list = window.matchMedia(query)
  const is = ref(list.matches)
  const changed = (e: MediaQueryListEvent) => { is.value = e.matches }
  list.addEventListener('change', changed)
  onBeforeUnmount(() => list.removeEventListener('change', changed))
  return is
}

export const useTwoColumns = (): Ref<boolean> => media('(min-width: 720px)')
export const useThreeColumns = (): Ref<boolean> => media('(min-width: 1080px)')
export const still = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches
