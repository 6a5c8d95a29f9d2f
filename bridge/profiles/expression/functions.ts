import { byteFunctions } from './byte-functions.ts';
import { checkFunctions } from './check-functions.ts';
import { choosers, type Chooser } from './choosers.ts';
import { floatFunctions } from './float-functions.ts';
import { listFunctions } from './list-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { textFunctions } from './text-functions.ts';
import type { Signature } from './signature.ts';

/** Everything an expression can call, by name. */
export const functions: Record<string, Signature | Chooser> = {
  ...checkFunctions,
  ...byteFunctions,
  ...numberFunctions,
  ...floatFunctions,
  ...textFunctions,
  ...listFunctions,
  ...choosers,
};
