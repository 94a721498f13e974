import type { Step } from '../step.ts';

/** Connecting an account. */
export const firstRun: readonly Step[] = [
  {
    name: 'first-run',
    title: 'First run',
    caption: 'Connect a Zoho account with a client of your own, or look around first: the sandbox needs no account.',
    readme: true,
    async run({ page }) {
      await page.getByRole('heading', { name: 'Parley', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Connect Zoho' }).waitFor();
    },
  },
  {
    name: 'guide',
    title: 'How to register a client',
    caption: 'The steps in the Zoho console of the chosen data centre, with the exact redirect URI to paste.',
    async run({ page }) {
      await page.getByRole('button', { name: 'How to register a client' }).click();
      await page.getByRole('button', { name: /^Open api-console\./ }).waitFor();
    },
  },
  {
    name: 'consent',
    title: 'Try the sandbox: consent',
    caption:
      'The sandbox walks the real OAuth flow. The consent page opens in a window of its own, which holds no keys and shows where it is.',
    async run(app) {
      await app.page.getByRole('button', { name: 'Try the sandbox' }).click();
      const page = await app.consent();
      await page.getByRole('button', { name: 'Accept' }).waitFor();
      return { page };
    },
  },
];
