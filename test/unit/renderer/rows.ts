import type { Account, SessionRow } from '../../../contract/domain.ts';

/** 15 June 2026, 09:00 UTC: a Monday. */
export const monday = Date.UTC(2026, 5, 15, 9);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const row = (part: Partial<SessionRow> = {}): SessionRow => ({
  kind: 'meeting',
  key: '1351189999',
  topic: 'Weekly review',
  startsAt: monday,
  duration: 30 * minute,
  timeZone: null,
  presenterName: 'Ada Lindqvist',
  presenterEmail: 'ada@example.test',
  recurring: false,
  canJoin: true,
  pending: null,
  ...part,
});

export const account: Account = {
  email: 'ada@example.test',
  name: 'Ada Lindqvist',
  organisation: 'Northwind Training',
  zsoid: '60001',
  zuid: '70001',
  dataCentre: 'eu',
  sandbox: false,
  scopes: [],
  features: [],
};
