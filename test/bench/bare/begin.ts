/** `node --import`, after the host: tells when the app's own code is about to be read, epoch ms. */
import { writeSync } from 'node:fs';

writeSync(1, `bench began ${performance.timeOrigin + performance.now()}\n`);
