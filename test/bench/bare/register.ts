/** `node --import`: lets `electron` mean the stub. */
import { registerHooks } from 'node:module';

const stub = new URL('./stub.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stub, shortCircuit: true } : next(specifier, context),
});
// Read for A and B alike.
await import(stub);
