/** The hosts of each data centre that the sandbox answers for (zoho-api.md 1.2). */
export interface SandboxDataCentre {
  readonly id: DataCentreId;
  /** Host names, without scheme. */
  readonly accounts: string;
  readonly meeting: string;
  readonly webinar: string;
  readonly calendar: string;
  /** Host of short join links. */
  readonly meet: string;
  /** The `api_domain` of token answers, with scheme. */
  readonly apiDomain: string;
}

export type DataCentreId = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'ca' | 'sa' | 'uk' | 'cn' | 'ae';

const row = (id: DataCentreId, domain: string, api = domain.replace(/^zoho/, 'zohoapis')): SandboxDataCentre => ({
  id,
  accounts: `accounts.${domain}`,
  meeting: `meeting.${domain}`,
  webinar: `webinar.${domain}`,
  calendar: `calendar.${domain}`,
  meet: `meet.${domain}`,
  apiDomain: `https://www.${api}`,
});

export const dataCentres: readonly SandboxDataCentre[] = [
  row('us', 'zoho.com'),
  row('eu', 'zoho.eu'),
  row('in', 'zoho.in'),
  row('au', 'zoho.com.au'),
  row('jp', 'zoho.jp'),
  // Canada's products live below zohocloud.ca, its api_domain below zohoapis.ca.
  row('ca', 'zohocloud.ca', 'zohoapis.ca'),
  row('sa', 'zoho.sa'),
  row('uk', 'zoho.uk'),
  row('cn', 'zoho.com.cn'),
  row('ae', 'zoho.ae'),
];

export function dataCentreOf(id: DataCentreId): SandboxDataCentre {
  const found = dataCentres.find((dc) => dc.id === id);
  if (!found) throw new RangeError(`The sandbox knows no data centre ${id}`);
  return found;
}

/** What a host name is for, or undefined when it is none of the sandbox's. */
export function serviceOf(
  host: string,
): { readonly dc: SandboxDataCentre; readonly service: 'accounts' | 'meeting' | 'webinar' | 'calendar' } | undefined {
  for (const dc of dataCentres) {
    for (const service of ['accounts', 'meeting', 'webinar', 'calendar'] as const) {
      if (dc[service] === host) return { dc, service };
    }
  }
  return undefined;
}
