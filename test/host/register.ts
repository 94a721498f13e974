/**
 * `node --import ./test/host/register.ts out/app/main/main.js`: lets the specifier `electron` mean the stand-in, and
 * starts Chromium while the app's own code is still being read.
 */
import { registerHooks } from 'node:module';
import { app } from './app.ts';
import './strangers.ts';
import './window.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron' || specifier === 'electron/main') return { url: standIn, shortCircuit: true };
    return nextResolve(specifier, context);
  },
});

app.start();
