import type { Connection, Feature } from '../../../contract/domain.ts';
import type { FeatureId } from '../../../contract/rules/scopes.ts';
import type { AppError } from '../../../contract/result.ts';

/** True when a banner above already says why a list could not be read. */
export function isTold(error: AppError | null, health: Connection['health'], online: boolean): boolean {
  if (error === null) return false;
  if (error.code === 'reconnect-needed') return health === 'reconnect-needed';
  if (error.code === 'throttled') return health === 'throttled';
  return error.code === 'offline' && !online;
}

/** The feature, when it is not switched on. */
export const switchedOff = (features: readonly Feature[], id: FeatureId): Feature | undefined =>
  features.find((feature) => feature.id === id && feature.state !== 'on');
