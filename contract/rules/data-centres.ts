/**
 * Zoho's data centres: a fixed table, because `accounts-server` arrives from a browser redirect and decides where
 * the code and the client secret are sent.
 * Source: zoho.com/accounts/protocol/oauth/multi-dc.html and zoho.com/meeting/api-integration/multi-dc.html;
 * hosts those pages do not list are marked `unverified`.
 */
export interface DataCentre {
  readonly id: DataCentreId;
  /** English name, as shown in the select "Data centre". */
  readonly name: string;
  /** Host names, without scheme. */
  readonly accounts: string;
  readonly meeting: string;
  readonly webinar: string;
  readonly calendar: string;
  readonly console: string;
  /** True where Zoho's public pages do not name the Meeting host. */
  readonly unverified: boolean;
}

export const dataCentreIds = ['us', 'eu', 'in', 'au', 'jp', 'ca', 'sa', 'uk', 'cn', 'ae'] as const;
export type DataCentreId = (typeof dataCentreIds)[number];

const row = (id: DataCentreId, name: string, domain: string, unverified = false): DataCentre => ({
  id,
  name,
  accounts: `accounts.${domain}`,
  meeting: `meeting.${domain}`,
  webinar: `webinar.${domain}`,
  calendar: `calendar.${domain}`,
  console: `api-console.${domain}`,
  unverified,
});

export const dataCentres: readonly DataCentre[] = [
  row('us', 'United States (zoho.com)', 'zoho.com'),
  row('eu', 'Europe (zoho.eu)', 'zoho.eu'),
  row('in', 'India (zoho.in)', 'zoho.in'),
  row('au', 'Australia (zoho.com.au)', 'zoho.com.au'),
  row('jp', 'Japan (zoho.jp)', 'zoho.jp'),
  row('ca', 'Canada (zohocloud.ca)', 'zohocloud.ca'),
  row('sa', 'Saudi Arabia (zoho.sa)', 'zoho.sa'),
  row('uk', 'United Kingdom (zoho.uk)', 'zoho.uk', true),
  row('cn', 'China (zoho.com.cn)', 'zoho.com.cn'),
  row('ae', 'United Arab Emirates (zoho.ae)', 'zoho.ae', true),
];

export function dataCentre(id: DataCentreId): DataCentre {
  const found = dataCentres.find((dc) => dc.id === id);
  if (!found) throw new RangeError(`No data centre ${id}`);
  return found;
}

/** The data centre whose accounts server has exactly this host name, or undefined. */
export const dataCentreByAccountsHost = (host: string): DataCentre | undefined =>
  dataCentres.find((dc) => dc.accounts === host);

const domains = dataCentres.map((dc) => dc.accounts.slice('accounts.'.length));

/** Of whole labels: `.zoho.com` is a name that no server can have. */
const isName = /^(?:[a-z\d-]+\.)+[a-z]+$/;

/**
 * True for a host that belongs to Zoho: the domain of a data centre or a name below it. Join links use further
 * names (`meet.zoho.eu`), so names below are accepted; look-alikes (`zoho.com.evil.test`, `evilzoho.com`) are not.
 */
export function isZohoHost(host: string): boolean {
  return domains.some((domain) => host === domain || (host.endsWith(`.${domain}`) && isName.test(host)));
}

/** In UTF-16 units: what every system hands to a browser (Electron, `shell.openExternal`, on Windows). */
export const longestLink = 2_081;

/** True for an https link to one of Zoho's hosts (no user-info, default port). */
export function isZohoAddress(url: URL): boolean {
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && isZohoHost(url.hostname);
}

/** Parses an https link to one of Zoho's hosts (no user-info, default port), else undefined. */
export function zohoLink(text: string): URL | undefined {
  const url = text.length > longestLink ? null : URL.parse(text);
  return url && isZohoAddress(url) ? url : undefined;
}
