import { dataCentres } from '../data-centres.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import { json, plainPage } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { createAuthorize } from './authorize.ts';
import type { AuthorizeParts } from './authorize.ts';
import { bearerOf } from './bearer.ts';
import { createDevice } from './device.ts';
import { covers } from './scopes.ts';
import { createToken, parameterOf } from './token.ts';

type Route = (call: Call, dc: SandboxDataCentre) => Answer;

/** The accounts servers: `https://accounts.zoho.<dc>` (zoho-api.md 1.1). */
export function createAccounts(parts: AuthorizeParts): Route {
  const { modes, grants } = parts;
  const authorize = createAuthorize(parts);
  const device = createDevice(parts);

  const revoke: Route = (call, dc) => {
    if (modes.revokeFails !== null) return json(modes.revokeFails, { error: 'general_error' });
    const done = grants.revoke(parameterOf(call, 'token') ?? '', dc.id);
    return done ? json(200, { status: 'success' }) : json(400, { error: 'invalid_token' });
  };

  const serverInfo: Route = () =>
    json(200, {
      result: 'success',
      locations: Object.fromEntries(dataCentres.map(({ id, accounts }) => [id, `https://${accounts}`])),
    });

  const profile =
    (older: boolean): Route =>
    (call, dc) => {
      const access = grants.findAccessToken(bearerOf(call) ?? '');
      if (!access || access.dataCentre !== dc.id) return json(401, { error: 'invalid_token' });
      if (!covers(access.scopes, 'AaaServer.profile.READ')) return json(401, { error: 'invalid_scope' });
      const { firstName, lastName, displayName, email, zuid } = access.user;
      return older
        ? json(200, {
            First_Name: firstName,
            Last_Name: lastName,
            Display_Name: displayName,
            Email: email,
            ZUID: Number(zuid),
          })
        : json(200, {
            first_name: firstName,
            last_name: lastName,
            display_name: displayName,
            email,
            user_id: zuid,
            ZUID: zuid,
          });
    };

  const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
    '/oauth/v2/auth': { GET: authorize.show },
    // Relative to /oauth/v2/auth, where the consent page stands.
    '/oauth/v2/approve': { GET: authorize.decide, POST: authorize.decide },
    '/oauth/v2/token': { POST: createToken(parts) },
    '/oauth/v2/token/revoke': { POST: revoke },
    '/oauth/serverinfo': { GET: serverInfo },
    '/oauth/user/info': { GET: profile(true) },
    '/oauth/v2/userinfo': { GET: profile(false) },
    '/oauth/v3/device/code': { POST: device.start },
    '/oauth/v3/device/token': { POST: device.poll },
    '/oauth/v3/device': { GET: device.show },
    '/oauth/v3/approve': { POST: device.decide },
  };

  return (call, dc) => {
    const route = Object.hasOwn(routes, call.path) ? routes[call.path] : undefined;
    if (!route) return plainPage(404, 'Not Found');
    const method = Object.hasOwn(route, call.method) ? route[call.method] : undefined;
    return method ? method(call, dc) : plainPage(405, 'Method Not Allowed');
  };
}
