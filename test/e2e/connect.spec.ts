import type { CallbackKind } from '../../electron/sandbox/accounts/callback.ts';
import { tokenFaults } from '../../electron/sandbox/index.ts';
import { askConsent, connect, connectButton, disconnect, expect, fillClient, navigation, test, tokenCalls, type Desk } from './fixtures.ts';
import { until, type RunningApp } from './app.ts';

const alert = (app: RunningApp) => app.page.getByRole('alert');

/** Nobody is connected, and nothing of an attempt is left. */
async function expectNothingLeft(desk: Desk, app: RunningApp) {
  await expect(connectButton(app)).toBeVisible();
  await expect(navigation(app.page)).toHaveCount(0);
  expect(desk.zoho.control.tokens.liveRefreshTokens()).toEqual([]);
  await until('the consent window to close', () => app.others().length === 0);
}

test.describe('first run', () => {
  test('shows the names, the prefilled redirect URI, and every data centre', async ({ desk }) => {
    const { page } = await desk.start();
    await expect(page.getByRole('heading', { name: 'Parley' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try the sandbox' })).toBeVisible();
    const group = page.getByRole('group', { name: 'Your Zoho client' });
    await expect(group.getByRole('textbox', { name: 'Client ID' })).toHaveValue('');
    await expect(group.getByLabel('Client secret', { exact: true })).toHaveAttribute('type', 'password');
    await expect(group.getByRole('textbox', { name: 'Redirect URI' })).toHaveValue('parley://oauth/callback');
    await expect(group.getByLabel('Data centre').getByRole('option')).toHaveCount(10);
  });

  test('copies the redirect URI as it stands in the field', async ({ desk }) => {
    const app = await desk.start();
    await app.page.getByRole('textbox', { name: 'Redirect URI' }).fill('https://localhost/callback');
    await app.page.getByRole('button', { name: 'Copy redirect URI' }).click();
    expect((await app.desktopEntry('clipboard')).text).toBe('https://localhost/callback');
  });

  test('checks fields and goes to the first error', async ({ desk }) => {
    const app = await desk.start();
    const id = app.page.getByRole('textbox', { name: 'Client ID' });
    await connectButton(app).click();
    await expect(id).toBeFocused();
    await expect(id).toHaveAccessibleDescription(/Enter the Client ID/);
    await expect(id).toHaveAttribute('aria-invalid', 'true');
    await id.fill('1000.ABC');
    await expect(id).not.toHaveAttribute('aria-invalid', 'true');
    const uri = app.page.getByRole('textbox', { name: 'Redirect URI' });
    await uri.fill('javascript:alert(1)');
    await connectButton(app).click();
    await expect(uri).toHaveAccessibleDescription(/must begin with/);
    expect(app.others()).toEqual([]);
  });

  test('opens the console of the chosen data centre', async ({ desk }) => {
    const app = await desk.start();
    await app.page.getByLabel('Data centre').selectOption({ label: 'Canada (zohocloud.ca)' });
    const guide = app.page.getByRole('button', { name: /How to register/ });
    if (await guide.count()) await guide.click();
    await app.page.getByRole('button', { name: /Open.*console/i }).click();
    expect((await app.desktopEntry('openExternal')).url).toBe('https://api-console.zohocloud.ca/');
  });
});

test.describe('consent', () => {
  const kinds: CallbackKind[] = ['302', '302-after-get', '303-after-post', '307-after-post', 'form-post', 'form-get', 'meta', 'script', 'link', 'form-post-button'];

  test('comes back through parley:// however the page sends the browser on', async ({ desk }) => {
    test.slow();
    const app = await desk.start();
    await fillClient(app.page, desk.zoho.client);
    for (const kind of kinds) {
      await test.step(kind, async () => {
        desk.zoho.control.log.clear();
        desk.zoho.control.callback.kind = kind;
        await connectButton(app).click();
        const consent = await app.consent();
        await consent.getByRole('button', { name: 'Accept' }).click();
        if (kind === 'link') await consent.getByRole('link', { name: 'Continue' }).click();
        if (kind === 'form-post-button') await consent.getByRole('button', { name: 'Continue' }).click();
        await expect(app.page.getByRole('button', { name: 'Account: ana.ruiz@example.test' })).toBeVisible();
        await until('the consent window to close', () => app.others().length === 0);
        expect(tokenCalls(desk, 'authorization_code'), kind).toHaveLength(1);
        await disconnect(app);
      });
    }
  });

  for (const redirectUri of ['http://localhost:8901/callback', 'https://localhost/callback']) {
    test(`comes back through ${redirectUri}, which is never requested, however the page sends the browser on`, async ({ desk }) => {
      test.slow();
      const { control } = desk.zoho;
      const client = control.clients.register({ type: 'server', redirectUris: [redirectUri] });
      const app = await desk.start();
      await fillClient(app.page, { clientId: client.id, clientSecret: client.secrets.us ?? '', redirectUri });
      for (const kind of ['302', 'form-post', 'form-get', 'meta', 'script'] satisfies CallbackKind[]) {
        await test.step(kind, async () => {
          control.log.clear();
          control.callback.kind = kind;
          await connectButton(app).click();
          await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
          await expect(navigation(app.page)).toBeVisible();
          await until('the consent window to close', () => app.others().length === 0);
          expect(control.log.find({ host: /^localhost/ }), kind).toEqual([]);
          expect(tokenCalls(desk, 'authorization_code')[0]?.form.redirect_uri).toEqual([redirectUri]);
          await disconnect(app);
        });
      }
    });
  }

  test('asks with state, PKCE and the documented scopes, and sends them along at the exchange', async ({ desk }) => {
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    const asked = desk.zoho.control.log.find({ path: '/oauth/v2/auth', method: 'GET' })[0]?.query ?? {};
    expect(asked).toMatchObject({ response_type: ['code'], access_type: ['offline'], prompt: ['consent'], code_challenge_method: ['S256'] });
    expect(asked.scope?.[0]?.split(',')).toEqual([
      'ZohoMeeting.manageOrg.READ',
      ...['meeting', 'webinar'].flatMap((name) => ['READ', 'CREATE', 'UPDATE', 'DELETE'].map((operation) => `ZohoMeeting.${name}.${operation}`)),
    ]);
    expect(Buffer.from(asked.state?.[0] ?? '', 'base64url')).toHaveLength(32);
    const exchange = tokenCalls(desk, 'authorization_code')[0];
    expect(exchange?.form).toMatchObject({ redirect_uri: ['parley://oauth/callback'], scope: asked.scope });
    expect(exchange?.form.code_verifier?.[0]).toBeTruthy();
  });

  test('shows the origin of the page in the title of its own window', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    await until('the title', async () => (await consent.title()) === 'https://accounts.zoho.com');
  });

  test('follows the person to their own data centre and asks the API there', async ({ desk }) => {
    desk.zoho.control.users.add({ email: 'ana.ruiz@example.test', home: 'eu' });
    const app = await desk.start();
    await connect(app, desk.zoho.client);
    expect(tokenCalls(desk, 'authorization_code').map((call) => call.host)).toEqual(['accounts.zoho.eu']);
    expect(desk.zoho.control.log.find({ host: 'meeting.zoho.eu', path: '/api/v2/user.json' }).length).toBeGreaterThan(0);
    expect(desk.zoho.control.log.find({ host: /^meeting\.zoho\.com/ })).toEqual([]);
  });

  const refusals: [string, (desk: Desk) => void, RegExp][] = [
    ['an error parameter', ({ zoho }) => { zoho.control.callback.tampering = { error: 'server_error' }; }, /ended the consent with an error/],
    ['a foreign state', ({ zoho }) => { zoho.control.callback.tampering = { state: 'A'.repeat(43) }; }, /did not belong to this request/],
    ['no state', ({ zoho }) => { zoho.control.callback.tampering = { state: null }; }, /did not belong to this request/],
    ['a repeated code', ({ zoho }) => { zoho.control.callback.tampering = { repeat: ['code'] }; }, /did not belong to this request/],
    ['an accounts server off the table', ({ zoho }) => { zoho.control.callback.tampering = { accountsServer: 'https://accounts.zoho.com.evil.test' }; }, /data centre that Parley does not know/],
    ['a wrong client secret', ({ zoho }) => zoho.control.faults.add({ path: '/oauth/v2/token', effect: tokenFaults.invalidClientSecret }), /secret does not fit/],
    ['an unknown client', ({ zoho }) => zoho.control.faults.add({ path: '/oauth/v2/token', effect: tokenFaults.invalidClient }), /does not know this Client ID/],
    ['a throttled exchange', ({ zoho }) => zoho.control.faults.add({ path: '/oauth/v2/token', effect: tokenFaults.throttledLocalised }), /no new access for a while/],
    ['no organisation scope', ({ zoho }) => { zoho.control.modes.grantOnly = ['ZohoMeeting.meeting.READ']; }, /access to your organisation/],
    ['a failing user.json', ({ zoho }) => zoho.control.faults.add({ path: '/api/v2/user.json', times: 9, effect: { kind: 'answer', status: 503 } }), /has a fault/],
  ];
  for (const part of [0, 1]) {
    test(`that goes wrong connects nothing and says what (${part + 1} of 2)`, async ({ desk }) => {
      test.slow();
      const app = await desk.start();
      await fillClient(app.page, desk.zoho.client);
      for (const [what, arrange, words] of refusals.filter((_, index) => index % 2 === part)) {
        await test.step(what, async () => {
          desk.zoho.control.reset();
          desk.zoho.control.log.clear();
          arrange(desk);
          await connectButton(app).click();
          await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
          await expect(alert(app), what).toContainText(words);
          await expectNothingLeft(desk, app);
          if (/off the table/.test(what)) expect(tokenCalls(desk, 'authorization_code')).toEqual([]);
        });
      }
    });
  }

  test('refused by the person says so, and can be asked again', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    await consent.getByRole('button', { name: 'Reject' }).click();
    await expect(alert(app)).toContainText('You declined');
    await expectNothingLeft(desk, app);
    await connectButton(app).click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await expect(navigation(app.page)).toBeVisible();
  });

  test('for a client or redirect URI that Zoho does not know shows Zoho’s own page, and leads back', async ({ desk }) => {
    const app = await desk.start();
    const attempts = [
      { ...desk.zoho.client, redirectUri: 'parley://oauth/other' },
      { ...desk.zoho.client, clientId: '1000.NOSUCHCLIENT' },
    ];
    for (const client of attempts) {
      const consent = await askConsent(app, client);
      await expect(consent.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(consent.getByRole('button', { name: 'Accept' })).toHaveCount(0);
      await app.page.getByRole('button', { name: 'Cancel' }).click();
      await expectNothingLeft(desk, app);
      await expect(app.page.getByRole('textbox', { name: 'Client ID' })).toHaveValue(client.clientId);
    }
  });

  test('whose window is closed says so', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    // Chromium forgets a wish to close that comes while a document is just being replaced (test/host/README.md).
    await expect(consent.getByRole('button', { name: 'Accept' })).toBeVisible();
    await consent.close();
    await expect(alert(app)).toContainText('stopped before Zoho answered');
    await expectNothingLeft(desk, app);
  });

  test('can be cancelled from the page', async ({ desk }) => {
    const app = await desk.start();
    await askConsent(app, desk.zoho.client);
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await expectNothingLeft(desk, app);
  });

  test('that leads to a foreign page is stopped, and the browser offered', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    await consent.evaluate(() => { location.href = 'https://idp.example.test/sign-in'; }).catch(() => undefined);
    await expect(alert(app)).toContainText('idp.example.test');
    await expect(app.page.getByRole('button', { name: /browser/i })).toBeVisible();
    await expectNothingLeft(desk, app);
  });

  test('whose sign-in provider refuses windows inside apps can go on in the browser', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    await consent
      .evaluate(() => {
        location.href = 'https://accounts.google.com/signin/oauth/error?authError=disallowed_useragent';
      })
      .catch(() => undefined);
    await expect(alert(app)).toContainText('does not allow windows inside apps');
    await expectNothingLeft(desk, app);
    await app.page.getByRole('button', { name: 'Use your browser' }).click();
    const { url = '' } = await app.desktopEntry('openExternal');
    const callback = await acceptElsewhere(desk, url);
    await fetch(callback);
    await expect(navigation(app.page)).toBeVisible();
  });

  test('gives the page no preload, no pop-ups, no downloads and no permissions', async ({ desk }) => {
    const app = await desk.start();
    const consent = await askConsent(app, desk.zoho.client);
    expect(await consent.evaluate(() => 'parley' in window || 'require' in window)).toBe(false);
    await consent.evaluate(() => { window.open('https://accounts.zoho.com/'); window.open('javascript:alert(1)'); });
    expect(await consent.evaluate(async () => Notification.requestPermission())).toBe('denied');
    await until('pop-ups to be gone', () => app.others().length === 1);
  });
});

/** Accepts in a browser of its own, as far as to the callback: answers the URL that browser is sent to. */
async function acceptElsewhere({ zoho }: Desk, authorizationUrl: string): Promise<string> {
  const shown = authorizationUrl.replace('https://', `${zoho.origin}/`);
  const consent = await (await fetch(shown)).text();
  const request = /name="request" value="([^"]+)"/.exec(consent)?.[1] ?? '';
  const action = /<form[^>]* action="([^"]+)"/.exec(consent)?.[1] ?? '';
  const sent = await fetch(new URL(action, shown), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ request, decision: 'accept' }),
  });
  return sent.headers.get('location') ?? '';
}

test.describe('the system browser', () => {
  test('is opened with the loopback redirect URI, and its answer connects', async ({ desk }) => {
    const first = await desk.start();
    await first.page.getByText('Consent in your browser').click();
    await fillClient(first.page, desk.zoho.client);
    await connectButton(first).click();
    const { url = '' } = await first.desktopEntry('openExternal');
    expect(url).toMatch(/^https:\/\/accounts\.zoho\.com\/oauth\/v2\/auth\?/);
    const redirectUri = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
    expect(redirectUri.hostname).toBe('127.0.0.1');
    expect(first.others()).toEqual([]);

    // A stranger on this computer gets nowhere, and does not end the wait.
    const strangers = await fetch(`${redirectUri.href}?code=1000.x&state=${'A'.repeat(43)}`);
    expect(strangers.status).toBeGreaterThanOrEqual(400);

    const callback = await acceptElsewhere(desk, url);
    const answer = await fetch(callback);
    expect(await answer.text()).toMatch(/close this/i);
    await expect(navigation(first.page)).toBeVisible();
    await expect(fetch(redirectUri)).rejects.toThrow();
  });
});

test('the sandbox button walks the same flow on sample data, without a client', async ({ desk }) => {
  const app = await desk.start();
  await app.page.getByRole('button', { name: 'Try the sandbox' }).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(navigation(app.page)).toBeVisible();
  await expect(app.page.getByText(/sample data/i).first()).toBeVisible();
  await app.page.getByRole('link', { name: 'Meetings' }).click();
  await expect(app.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
  expect(desk.zoho.control.log.all()).toEqual([]);
});

test('webinars can be left out, are shown as switched off, and can be granted later', async ({ desk }) => {
  const app = await desk.start();
  await app.page.getByText('Include webinars').click();
  await fillClient(app.page, desk.zoho.client);
  await connectButton(app).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await app.page.getByRole('link', { name: 'Webinars' }).click();
  await app.page.getByRole('button', { name: /Switch on webinars/i }).click();
  await (await app.consent()).getByRole('button', { name: 'Reject' }).click();
  await expect(navigation(app.page)).toBeVisible();
  await app.page.getByRole('button', { name: /Switch on webinars/i }).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(app.page.getByRole('list', { name: 'Webinars' }).getByRole('listitem').first()).toBeVisible();
});

test('the calendar is a grant of its own: refused, it says what stays off; accepted, it is on', async ({ desk }) => {
  const app = await desk.start();
  await fillClient(app.page, desk.zoho.client);
  await connectButton(app).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await app.page.getByRole('link', { name: 'Settings' }).click();
  const calendar = app.page.getByRole('listitem').filter({ hasText: /^Calendar:/ });
  await expect(calendar).toContainText('Not asked for yet.');
  await app.page.getByRole('button', { name: 'Switch on calendar' }).click();
  await (await app.consent()).getByRole('button', { name: 'Reject' }).click();
  await expect(app.page.getByText(/Calendar stays off; everything else works as before\./)).toBeVisible();
  await expect(calendar).toContainText('off');
  await app.page.getByRole('button', { name: 'Switch on calendar' }).click();
  await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(calendar).toContainText('Calendar: on');
  await expect(app.page.getByRole('button', { name: 'Switch on calendar' })).toHaveCount(0);
});
