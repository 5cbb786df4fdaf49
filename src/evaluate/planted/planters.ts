import { certaintyPlanters } from './certainty.ts';
import { coveragePlanters, quotationPlanters } from './coverage.ts';
import { datePlanters } from './dates.ts';
import { namePlanters } from './names.ts';
import { numberPlanters, unitPlanters } from './numbers.ts';
import { dutchPlacePlanters, placePlanters } from './places.ts';
import type { Planter } from './planter.ts';
import { negationPlanters, oppositePlanters } from './polarity.ts';
import { formPlanters, wholePlanters } from './wholes.ts';
import { dutchWordPlanters, wordPlanters } from './words.ts';

/**
 * Every kind of error that is planted. They know nothing of the checks, nor share a list with them:
 * each does what a careless translator or a model does.
 */
export const planters: readonly Planter[] = [
  ...numberPlanters,
  ...unitPlanters,
  ...datePlanters,
  ...placePlanters,
  ...dutchWordPlanters,
  ...dutchPlacePlanters,
  ...namePlanters,
  ...negationPlanters,
  ...oppositePlanters,
  ...certaintyPlanters,
  ...coveragePlanters,
  ...wholePlanters,
  ...formPlanters,
  ...quotationPlanters,
  ...wordPlanters,
];
