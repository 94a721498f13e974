import type { Account, Kind } from '../domain.ts';

/** What the account may do; Zoho is not asked for the rest. */
export const kindsOf = ({ features }: Pick<Account, 'features'>): Kind[] =>
  features.flatMap(({ id, state }): Kind[] => (state !== 'on' ? [] : id === 'meetings' ? ['meeting'] : id === 'webinars' ? ['webinar'] : []));
