import { spawn } from 'node:child_process';
import { launchCommand } from '../../build/launch.ts';
import { connect, expect, goTo, test } from './fixtures.ts';

test('a link opens a session or a prefilled form, at the start and while Parley runs, and never acts', async ({ desk }) => {
  const { control, client } = desk.zoho;
  const at = control.clock.now() + 3 * 24 * 3_600_000;
  const meeting = control.data.add({ topic: 'Linked meeting', start: at });
  const webinar = control.data.add({ kind: 'webinar', topic: 'Linked webinar', start: at });

  // Opened while nobody is connected: it waits for that.
  const first = await desk.start({}, [`parley://meeting/${meeting.key}`]);
  await connect(first, client);
  await expect(first.page.getByRole('region', { name: 'Details' })).toContainText('Linked meeting');
  await first.stop();

  const app = await desk.start({}, ['parley://new?topic=From%20a%20link&start=2031-06-19T19:00&duration=45m']);
  const { page } = app;
  const form = page.getByRole('dialog', { name: 'New meeting' });
  await expect(form.getByRole('textbox', { name: 'Topic' })).toHaveValue('From a link');
  await expect(form.getByRole('textbox', { name: 'Duration' })).toHaveValue('45m');

  /** As the system does when somebody opens a link: Parley's program with the link, which hands it on and ends. */
  const open = async (...links: string[]) => {
    const { command, args } = launchCommand();
    const env = { ...process.env, PARLEY_HEADLESS: '1', PARLEY_USER_DATA: desk.userData, PARLEY_ZOHO_ORIGIN: desk.zoho.origin };
    const second = spawn(command, [...args, ...links], { env, stdio: 'ignore' });
    await new Promise((resolve) => second.once('exit', resolve));
  };
  await open('parley://new?topic=Another');
  await expect(page.getByText('A form is open already')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Topic' })).toHaveValue('From a link');
  await form.getByRole('button', { name: 'Cancel' }).click();

  await open(`parley://webinar/${webinar.key}`);
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Linked webinar');
  await goTo(page, 'Meetings');
  for (const links of [['parley://delete/1'], ['parley://meeting/1', 'parley://meeting/2'], ['parley://oauth/callback?code=1&state=2']]) {
    await open(...links);
    await expect(page.getByText('This link leads nowhere in Parley').last()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Meetings' })).toBeVisible();
  }
  await open('parley://meeting/999999');
  await expect(page.getByRole('region', { name: 'Details' }).getByRole('alert')).toBeVisible();
  const writes = control.log.find({}).filter(({ method, path }) => method !== 'GET' && path.includes('/api/'));
  expect(writes).toEqual([]);
});
