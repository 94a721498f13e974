/**
 * `node --import ./test/host/register.ts out/app/main/main.js`: lets the specifier `electron` mean the stand-in.
 */
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron' || specifier === 'electron/main') return { url: standIn, shortCircuit: true };
    return nextResolve(specifier, context);
  },
});
