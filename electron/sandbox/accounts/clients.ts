import { dataCentres } from '../data-centres.ts';
import type { DataCentreId } from '../data-centres.ts';
import { newClientId, newClientSecret } from '../secrets.ts';

/** The API console's client types (zoho-api.md 1.3). */
export type ClientType = 'server' | 'mobile' | 'device';

export interface Client {
  readonly id: string;
  /** Shown on the consent page. */
  name: string;
  type: ClientType;
  /** Where it is registered. */
  home: DataCentreId;
  /** The secret of each data centre that is switched on. One that is missing knows no such client. */
  secrets: Partial<Record<DataCentreId, string>>;
  redirectUris: string[];
  /** `required`: no challenge, no consent. `optional`: checked when sent. `ignored`: never looked at. */
  pkce: 'required' | 'optional' | 'ignored';
  /** Token calls without a secret are refused. A secret that is sent is checked in any case. */
  secretRequired: boolean;
  /** Scopes that the consent page takes although the sandbox does not know them. */
  extraScopes: string[];
}

export interface NewClient {
  readonly id?: string;
  readonly name?: string;
  readonly type?: ClientType;
  readonly home?: DataCentreId;
  /** One secret for all data centres, or one for each; only those given are switched on. */
  readonly secrets?: string | Partial<Record<DataCentreId, string>>;
  readonly redirectUris?: readonly string[];
  readonly pkce?: Client['pkce'];
  readonly secretRequired?: boolean;
  readonly extraScopes?: readonly string[];
}

export interface Clients {
  /** Registers a client; what is not given is made up. The object may be changed later. */
  register(client?: NewClient): Client;
  remove(id: string): void;
  get(id: string): Client | undefined;
  all(): readonly Client[];
}

const everywhere = (secret: string): Client['secrets'] =>
  Object.fromEntries(dataCentres.map(({ id }) => [id, secret])) as Client['secrets'];

export function createClients(): Clients {
  const clients = new Map<string, Client>();
  return {
    register(given = {}) {
      const type = given.type ?? 'mobile';
      const { secrets = newClientSecret() } = given;
      const client: Client = {
        id: given.id ?? newClientId(),
        name: given.name ?? 'Parley',
        type,
        home: given.home ?? 'us',
        secrets: typeof secrets === 'string' ? everywhere(secrets) : { ...secrets },
        redirectUris: [...(given.redirectUris ?? (type === 'device' ? [] : ['parley://oauth/callback']))],
        pkce: given.pkce ?? (type === 'mobile' ? 'required' : 'optional'),
        secretRequired: given.secretRequired ?? true,
        extraScopes: [...(given.extraScopes ?? [])],
      };
      clients.set(client.id, client);
      return client;
    },
    remove: (id) => void clients.delete(id),
    get: (id) => clients.get(id),
    all: () => [...clients.values()],
  };
}
