import { onMounted, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';

/** Where the links of `row` do not fit beside each other, the one to the open page is among those seen. */
export function keepOpenPageSeen(row: Readonly<Ref<HTMLElement | null>>): void {
  const route = useRoute();
  const see = () =>
    row.value
      ?.querySelector('[aria-current="page"], .router-link-active')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  onMounted(see);
  watch(() => route.path, see, { flush: 'post' });
}
