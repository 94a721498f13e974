/** Set-up of every test under Node: all properties try the cases of one seed. `npm run test:full` looks for new ones. */
import fc from 'fast-check';
import { seed } from './seed.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
