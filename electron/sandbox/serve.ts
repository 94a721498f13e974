/** Runs the sandbox from the shell: `node electron/sandbox/serve.ts [--port N] [--home eu] [--seed N] [--empty]`. */
import { parseArgs } from 'node:util';
import { dataCentres } from './data-centres.ts';
import { startSandbox } from './index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    home: { type: 'string', default: 'us' },
    seed: { type: 'string', default: '1' },
    empty: { type: 'boolean', default: false },
  },
});
const home = dataCentres.find(({ id }) => id === values.home)?.id;
const port = Number(values.port);
const seed = Number(values.seed);
if (home === undefined || !Number.isInteger(port) || port < 0 || port > 65_535 || !Number.isInteger(seed)) {
  process.stderr.write(
    'Usage: serve.ts [--port 0-65535] [--home us|eu|in|au|jp|ca|sa|uk|cn|ae] [--seed N] [--empty]\n',
  );
  process.exit(2);
}

const sandbox = await startSandbox({ port, home, seed, data: values.empty ? 'empty' : 'sample' });
const { client } = sandbox;
process.stdout.write(`Zoho in a box, with made-up data. Start Parley with PARLEY_ZOHO_ORIGIN=${sandbox.origin}
Origin         ${sandbox.origin}
Client ID      ${client.clientId}
Client secret  ${client.clientSecret}
Redirect URI   ${client.redirectUri}
Data centre    ${client.dataCentre}
Stop with Ctrl+C.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
