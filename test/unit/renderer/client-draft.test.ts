import { describe, expect, it } from 'vitest';
import {
  draftErrors,
  draftOf,
  fieldOfStep,
  firstError,
  isChanged,
  keepsSecret,
  trimmed,
} from '../../../renderer/features/connect/client-draft.ts';
import { loopbackUriError } from '../../../renderer/features/settings/loopback.ts';

const redirectUri = 'parley://oauth/callback';
const client = { clientId: '1000.ABC', hasSecret: true, dataCentre: 'eu', redirectUri } as const;

describe('the fields of "Your Zoho client"', () => {
  it('begin with the redirect URI that Parley catches', () => {
    expect(draftOf(null)).toEqual({ clientId: '', clientSecret: '', dataCentre: 'us', redirectUri });
  });

  it('begin with the client that is kept, and never with its secret', () => {
    expect(draftOf(client)).toEqual({ clientId: '1000.ABC', clientSecret: '', dataCentre: 'eu', redirectUri });
    expect(isChanged(client, draftOf(client))).toBe(false);
  });

  it('are changed by any of them, but not by spaces around', () => {
    const draft = draftOf(client);
    expect(isChanged(client, { ...draft, clientId: ' 1000.ABC ' })).toBe(false);
    expect(isChanged(client, { ...draft, clientSecret: 'new' })).toBe(true);
    expect(isChanged(client, { ...draft, dataCentre: 'us' })).toBe(true);
    expect(isChanged(client, { ...draft, redirectUri: 'https://localhost/callback' })).toBe(true);
    expect(isChanged(null, draft)).toBe(true);
    expect(trimmed({ ...draft, clientSecret: ' s ' }).clientSecret).toBe('s');
  });

  it('ask for the secret again when the Client ID is another', () => {
    const other = { ...draftOf(client), clientId: '1000.XYZ' };
    expect(keepsSecret(client, draftOf(client))).toBe(true);
    expect(keepsSecret(client, other)).toBe(false);
    expect(draftErrors(client, draftOf(client))).toEqual({});
    expect(Object.keys(draftErrors(client, other))).toEqual(['clientSecret']);
    expect(keepsSecret({ ...client, hasSecret: false }, draftOf(client))).toBe(false);
  });

  it('lead to the topmost mistake', () => {
    expect(firstError(draftErrors(null, { ...draftOf(null), redirectUri: 'x' }))).toBe('clientId');
    expect(firstError({ redirectUri: 'x', clientSecret: 'y' })).toBe('clientSecret');
    expect(firstError({})).toBeUndefined();
    expect(fieldOfStep['edit-client-secret']).toBe('clientSecret');
    expect(fieldOfStep.retry).toBeUndefined();
  });
});

describe('the loopback address', () => {
  const right = ['http://127.0.0.1:8901/callback', 'http://localhost:8901/', ' http://127.0.0.1:1/x '];
  it.each(right)('%s is right', (uri) => {
    expect(loopbackUriError(uri)).toBeUndefined();
  });

  it.each([
    '', 'callback', 'https://127.0.0.1:8901/callback', 'http://127.0.0.1/callback', 'http://192.168.0.2:8901/callback',
    'http://127.0.0.1.example.test:8901/', 'http://127.0.0.1:8901/?a=1',
    'http://u:p@127.0.0.1:8901/', 'http://localhost:8901/#x',
  ])('"%s" is refused in words', (uri) => {
    expect(loopbackUriError(uri)).toMatch(/\w/);
  });
});
