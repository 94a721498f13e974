import { Copy } from 'lucide-react';
import { dataCentres } from '../../../contract/rules/data-centres.ts';
import { redirectUriError } from '../../../contract/rules/client.ts';
import { ask } from '../../bridge/parley.ts';
import { IconButton } from '../../ui/button.tsx';
import { SecretField, Select, TextField } from '../../ui/field.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import type { ClientForm } from './use-client-form.ts';

/** The group "Your Zoho client", on the first screen and in Settings. */
export function ClientFields({ form, isDisabled = false }: { form: ClientForm; isDisabled?: boolean }) {
  const { group, draft, secretKept, change, left, errorOf } = form;
  return (
    <fieldset className="client-fields" ref={group}>
      <legend>Your Zoho client</legend>
      <Select
        label="Data centre"
        name="dataCentre"
        value={draft.dataCentre}
        options={dataCentres}
        onChange={(dataCentre) => change({ dataCentre })}
        isDisabled={isDisabled}
      />
      <TextField
        label="Client ID"
        name="clientId"
        mono
        value={draft.clientId}
        onChange={(clientId) => change({ clientId })}
        onBlur={() => left('clientId')}
        error={errorOf('clientId')}
        isDisabled={isDisabled}
      />
      <SecretField
        label="Client secret"
        name="clientSecret"
        value={draft.clientSecret}
        onChange={(clientSecret) => change({ clientSecret })}
        onBlur={() => left('clientSecret')}
        error={errorOf('clientSecret')}
        hint={
          secretKept
            ? 'Kept encrypted on this computer. Leave empty to keep it.'
            : 'Never leaves this computer, except to Zoho.'
        }
        isDisabled={isDisabled}
      />
      <TextField
        label="Redirect URI"
        name="redirectUri"
        mono
        value={draft.redirectUri}
        onChange={(redirectUri) => change({ redirectUri })}
        onBlur={() => left('redirectUri')}
        error={errorOf('redirectUri')}
        hint="Register exactly this with your client."
        isDisabled={isDisabled}
        trailing={<CopyUri label="Copy redirect URI" uri={draft.redirectUri} told="Redirect URI copied" />}
      />
    </fieldset>
  );
}

/** Copies a redirect URI through main; the page has no clipboard of its own. */
export function CopyUri({ label, uri, told }: { label: string; uri: string; told: string }) {
  const messages = useMessages();
  const copy = async () => {
    const result = await ask('copyRedirectUri', { redirectUri: uri.trim() });
    if (result.ok) messages.tell(told);
    else messages.fail(result.error);
  };
  return (
    <IconButton
      label={label}
      className="field-button"
      icon={<Copy size={15} aria-hidden />}
      isDisabled={redirectUriError(uri) !== undefined}
      onPress={() => void copy()}
    />
  );
}
