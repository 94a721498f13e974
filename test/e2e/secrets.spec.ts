import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './app.ts';
import { askConsent, connect, expect, goTo, test, type Desk } from './fixtures.ts';

/** Files that hold one of the texts, as plain text, UTF-16 or base64. */
function filesHolding(folder: string, secrets: readonly string[]): string[] {
  const found: string[] = [];
  const needles = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2))]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = readFileSync(join(entry.parentPath, entry.name));
    if (needles.some((needle) => content.includes(needle))) found.push(entry.name);
  }
  return found;
}

/** Everything that the page's JavaScript heap holds, as text. */
async function heap(app: RunningApp): Promise<string> {
  const session = await app.page.context().newCDPSession(app.page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** All secrets there have been, what the person typed included. */
const secretsOf = ({ zoho }: Desk) => [...new Set([...zoho.control.tokens.issued(), zoho.client.clientSecret])].filter((secret) => secret.length > 8);

test('no token, code or secret is on disk in clear, in a log, printed, or in the page', async ({ desk }) => {
  const { control, client } = desk.zoho;
  const first = await desk.start();

  // A consent that is refused, one that comes back wrong, one whose exchange fails.
  await (await askConsent(first, client)).getByRole('button', { name: 'Reject' }).click();
  await expect(first.page.getByRole('alert')).toBeVisible();
  control.callback.tampering = { state: 'B'.repeat(43) };
  await (await askConsent(first, client)).getByRole('button', { name: 'Accept' }).click();
  await expect(first.page.getByRole('alert')).toContainText(/did not belong/);
  control.callback.tampering = null;
  control.callback.kind = 'form-post';
  await connect(first, client);

  // Reading, a refresh, a failing refresh, a reconnect, the self-check.
  await goTo(first.page, 'Meetings');
  await first.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first().getByRole('button').click();
  await first.page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Copy invitation' }).click();
  control.invalidateAccessTokens();
  await first.page.getByRole('button', { name: 'Refresh' }).click();
  await expect(first.page.getByText(/Updated just now/)).toBeVisible();
  control.killRefreshToken();
  await first.page.getByRole('button', { name: 'Refresh' }).click();
  await first.page.getByRole('button', { name: 'Reconnect' }).first().click();
  await (await first.consent()).getByRole('button', { name: 'Accept' }).click();
  await expect(first.page.getByRole('button', { name: 'Reconnect' })).toHaveCount(0);
  await goTo(first.page, 'Settings');
  await first.page.getByRole('button', { name: 'Run self-check' }).click();
  await expect(first.page.getByRole('list', { name: 'Self-check' })).toBeVisible();

  const secrets = secretsOf(desk);
  expect(secrets.length).toBeGreaterThan(6);
  const held = await heap(first);
  // The check itself can fail: what the page does show is found.
  expect(held).toContain('ana.ruiz@example.test');
  // What the person typed may stay in the form until the page is left; the next start must not bring it back.
  expect(secrets.filter((secret) => secret !== client.clientSecret && held.includes(secret))).toEqual([]);
  await first.stop();

  const second = await desk.start();
  await goTo(second.page, 'Meetings');
  await expect(second.page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
  const heldNow = await heap(second);
  expect(secretsOf(desk).filter((secret) => heldNow.includes(secret))).toEqual([]);
  for (const app of [first, second]) expect(secretsOf(desk).filter((secret) => app.output().includes(secret))).toEqual([]);
  expect(filesHolding(desk.userData, secretsOf(desk))).toEqual([]);
  expect(filesHolding(desk.userData, ['parley://oauth/callback']).length).toBeGreaterThan(0);
  await second.stop();
  expect(filesHolding(desk.userData, secretsOf(desk))).toEqual([]);
});
