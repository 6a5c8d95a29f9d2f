import type { PublicHall } from '../../shared/config/public.ts';

type Service = PublicHall['services'][number];

/** Services under their group; those without one come last, under none. */
export interface ServiceGroup {
  group: PublicHall['groups'][number] | null;
  services: Service[];
}

/** The services as a kiosk groups them; one nameless group in a hall without groups. */
export function serviceGroups({ groups, services }: Pick<PublicHall, 'groups' | 'services'>): ServiceGroup[] {
  const named = groups.map((group) => ({
    group,
    services: services.filter((service) => service.group === group.id),
  }));
  const rest = services.filter(({ group }) => !groups.some(({ id }) => id === group));
  return [...named, { group: null, services: rest }].filter((one) => one.services.length > 0);
}
