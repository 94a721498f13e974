import type { Input } from '../../../contract/api.ts';
import type { ClientSummary } from '../../../contract/domain.ts';
import type { ErrorStep } from '../../ui/error-text.ts';
import {
  type ClientFieldErrors,
  type ClientFields,
  clientErrors,
  defaultRedirectUri,
} from '../../../contract/rules/client.ts';

/** What stands in the fields of "Your Zoho client". */
export type ClientDraft = Input<'saveClient'>;
export type ClientFieldName = keyof ClientFields;

/** The order in which the fields stand, so that "the first error" is the topmost one. */
export const fieldOrder: readonly ClientFieldName[] = ['clientId', 'clientSecret', 'redirectUri'];

export const draftOf = (client: ClientSummary | null): ClientDraft => ({
  clientId: client?.clientId ?? '',
  clientSecret: '',
  dataCentre: client?.dataCentre ?? 'us',
  redirectUri: client?.redirectUri ?? defaultRedirectUri,
});

export const trimmed = (draft: ClientDraft): ClientDraft => ({
  ...draft,
  clientId: draft.clientId.trim(),
  clientSecret: draft.clientSecret.trim(),
  redirectUri: draft.redirectUri.trim(),
});

/** A kept secret belongs to the Client ID it came with: another ID needs its own. */
export const keepsSecret = (client: ClientSummary | null, draft: ClientDraft): boolean =>
  client !== null && client.hasSecret && client.clientId === draft.clientId.trim();

export function isChanged(client: ClientSummary | null, draft: ClientDraft): boolean {
  const { clientId, clientSecret, dataCentre, redirectUri } = trimmed(draft);
  return (
    client === null ||
    clientSecret !== '' ||
    clientId !== client.clientId ||
    dataCentre !== client.dataCentre ||
    redirectUri !== client.redirectUri
  );
}

export const draftErrors = (client: ClientSummary | null, draft: ClientDraft): ClientFieldErrors =>
  clientErrors(draft, keepsSecret(client, draft));

export const firstError = (errors: ClientFieldErrors): ClientFieldName | undefined =>
  fieldOrder.find((name) => errors[name] !== undefined);

/** The field an error's step leads to, by its `name`. */
export const fieldOfStep: Partial<Record<ErrorStep, keyof ClientDraft>> = {
  'edit-client-id': 'clientId',
  'edit-client-secret': 'clientSecret',
  'edit-redirect-uri': 'redirectUri',
  'edit-data-centre': 'dataCentre',
};
