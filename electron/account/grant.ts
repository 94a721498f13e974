import { z } from '../../contract/zod.ts';
import type { Account, Feature } from '../../contract/domain.ts';
import { dataCentreIds, isZohoHost } from '../../contract/rules/data-centres.ts';
import { covers, featureIds, featureScopes } from '../../contract/rules/scopes.ts';

/** What the token endpoint needs to know about a client. */
export const credentialsSchema = z.object({
  clientId: z.string().min(1),
  /** Empty for a client without a secret. */
  clientSecret: z.string(),
  redirectUri: z.string().min(1),
});
export type Credentials = Readonly<z.infer<typeof credentialsSchema>>;

/** A consent that was given: everything needed to be connected again after a restart without asking Zoho. */
export const grantSchema = z.object({
  /** Random name, so that limits can be kept for a refresh token without spelling it. */
  id: z.string().min(1),
  /** The client it was issued to, which may no longer be the one in "Your Zoho client": a refresh needs this one. */
  client: credentialsSchema,
  /** Where the tokens live. */
  dataCentre: z.enum(dataCentreIds),
  /** Null when Zoho gave none: the session then ends with the access token. */
  refreshToken: z.string().min(1).nullable(),
  accessToken: z.string(),
  /** Epoch ms. */
  expiresAt: z.number(),
  /** What Zoho granted, and what was asked for. */
  scopes: z.array(z.string()),
  asked: z.array(z.string()),
  /** Set when Zoho refused a refresh for good: because of the refresh token, or because of the client. */
  dead: z.enum(['token', 'client']).nullable(),
  user: z.object({
    zsoid: z.string(),
    zuid: z.string(),
    email: z.string(),
    name: z.string(),
    organisation: z.string(),
  }),
  meetingHost: z.string().refine(isZohoHost),
});
export type Grant = Readonly<z.infer<typeof grantSchema>>;

/** What Parley can do with these scopes, and why not. */
export const featuresOf = (granted: readonly string[], asked: readonly string[]): Feature[] =>
  featureIds.map((id) => {
    const missingScopes = featureScopes[id].filter((scope) => !covers(granted, scope));
    const wasAsked = featureScopes[id].every((scope) => covers(asked, scope));
    return { id, state: missingScopes.length === 0 ? 'on' : wasAsked ? 'not-granted' : 'left-out', missingScopes };
  });

/** The account as the page sees it: no token, no client. */
export const accountOf = (grant: Grant, sandbox: boolean): Account => ({
  ...grant.user,
  dataCentre: grant.dataCentre,
  sandbox,
  scopes: [...grant.scopes],
  features: featuresOf(grant.scopes, grant.asked),
});

/** True when both belong to the same person in the same organisation and data centre. */
export const sameAccount = (one: Grant, other: Grant): boolean =>
  one.user.zuid === other.user.zuid && one.user.zsoid === other.user.zsoid && one.dataCentre === other.dataCentre;
