import { z } from 'zod';
import { bookingMapSchema } from '../queue/bookings.ts';
import { observedMapSchema } from '../queue/observed.ts';
import { same } from '../text.ts';
import { id } from './id.ts';

const named = z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) });
const minutes = z.number().min(0).max(240);
/** As short as fits beside a number; one for every language, or one for each. */
const mark = z
  .union([
    z.string().min(1).max(2),
    z.strictObject({ zh: z.string().min(1).max(2), en: z.string().min(1).max(3) }),
  ])
  .transform((told) => (typeof told === 'string' ? same(told) : told));

/** How a class of tickets is called beside the others; each rule reads as one sentence. */
const classRuleSchema = z.discriminatedUnion('kind', [
  /** Goes before all who are not of a class that goes ahead. */
  z.strictObject({ kind: z.literal('ahead') }),
  /** At least one call in every so many of a window is for this class. */
  z.strictObject({ kind: z.literal('ratio'), every: z.int().min(2).max(20) }),
  /** Goes ahead from its slot on; before it, and when it came too late, it waits like everyone. */
  z.strictObject({
    kind: z.literal('slot'),
    /** Minutes before the slot from which a person may check in. */
    early: minutes.default(30),
    /** Minutes after the beginning of the slot until which it is kept. */
    late: minutes.default(15),
  }),
]);

/** A class of tickets 号票类别: who is called by another rule than the order of arrival. */
export const classSchema = z.strictObject({
  id,
  name: named,
  /** Shown beside the number: 优, 约; Pr, Ap. */
  mark,
  rule: classRuleSchema,
  /** Who may take one: anyone at a kiosk, or only those whom a guide or a card lets. */
  given: z.enum(['anyone', 'guide']).default('guide'),
});
export type ClassConfig = z.infer<typeof classSchema>;

/** A group of services on the kiosk. */
export const groupSchema = z.strictObject({ id, name: named });

/** When a dedicated window helps the others. */
export const lendSchema = z.strictObject({
  /** Services it may then serve, by id. */
  services: z.array(id).min(1),
  /** Minutes that somebody must have waited for one of them. */
  afterMinutes: minutes.default(10),
  /** True when a person must say so first, as for windows that are kept for protected groups. */
  confirm: z.boolean().default(false),
});

/** Rules of the queue that hold for the whole hall. */
export const queueSchema = z.strictObject({
  /** Nobody is passed by more tickets of a class that goes ahead than this. */
  overtakes: z.int().min(1).max(99).default(3),
  /** Where a ticket that was passed over stands when its owner comes back. */
  passedReturn: z.enum(['place', 'end']).default('place'),
  /** Days for which a card of precedence is good. */
  cardDays: z.int().min(1).max(366).default(30),
  /** Another system runs the queue, and this is how its records are read; absent where this hall does. */
  source: observedMapSchema.optional(),
  /** How appointments of another system are read; by the usual names where absent. */
  bookings: bookingMapSchema.optional(),
});

const priority: ClassConfig = {
  id: 'priority',
  name: { zh: '优先（老弱病残孕）', en: 'Priority (elderly, disabled, expecting)' },
  mark: { zh: '优', en: 'Pr' },
  rule: { kind: 'ahead' },
  given: 'guide',
};

const secondVisit: ClassConfig = {
  id: 'second',
  name: { zh: '二次优先', en: 'Second visit' },
  mark: { zh: '二', en: '2nd' },
  rule: { kind: 'ahead' },
  given: 'guide',
};

const appointment: ClassConfig = {
  id: 'appointment',
  name: { zh: '预约', en: 'Appointment' },
  mark: { zh: '约', en: 'Ap' },
  rule: { kind: 'slot', early: 30, late: 15 },
  given: 'guide',
};

/** The classes of a hall that names none. */
export const usualClasses: ClassConfig[] = [appointment, priority, secondVisit];

/** The class of a card of precedence: the one of this id, for a card is issued by the hall itself. */
export const CARD_CLASS = secondVisit.id;
