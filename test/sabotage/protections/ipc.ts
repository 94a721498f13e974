import { vitest, type Protection } from '../protection.ts';

const serve = 'electron/ipc/serve.ts';
const answer = 'electron/ipc/answer.ts';
const tests = [vitest('test/unit/ipc/serve.test.ts')];

export const ipc: readonly Protection[] = [
  {
    id: 'ipc-window', name: 'a call is served to Parley’s own window only', stands: ['checklist 17'], file: serve,
    find: '!isTrusted(sender.id) || senderFrame === null', replace: 'senderFrame === null || isTrusted(sender.id) === null', how: 'any window may call', tests,
  },
  {
    id: 'ipc-main-frame', name: 'a call is served to the main frame only', stands: ['checklist 17'], file: serve,
    find: 'return senderFrame.parent === null && originOf', replace: 'return originOf', how: 'sub-frames may call', tests,
  },
  {
    id: 'ipc-null-frame', name: 'a frame that has gone gets no answer', stands: ['checklist 17'], file: serve,
    find: '!isTrusted(sender.id) || senderFrame === null) return false;',
    replace: '!isTrusted(sender.id)) return false;\n      if (senderFrame === null) return true;',
    how: 'a null frame counts as ours', tests,
  },
  {
    id: 'ipc-origin', name: 'a call is served to Parley’s own origin only', stands: ['checklist 17'], file: serve,
    find: 'originOf(senderFrame.url) === origin;', replace: 'origin !== undefined;', how: 'any page may call', tests,
  },
  {
    id: 'ipc-origin-prefix', name: 'the origin is compared whole', stands: ['checklist 17'], file: serve,
    find: 'originOf(senderFrame.url) === origin;', replace: 'senderFrame.url.startsWith(origin);', how: 'compared by its beginning', tests,
  },
  {
    id: 'ipc-user-info', name: 'user-info before our host is not our origin', stands: ['checklist 17'], file: serve,
    find: 'return username || password ? undefined : `${protocol}//${host}`;',
    replace: 'return username === undefined && password === undefined ? undefined : `${protocol}//${host}`;',
    how: 'user-info is not looked at', tests,
  },
  {
    id: 'ipc-input', name: 'a payload is parsed before its handler sees it', stands: ['checklist 17'], file: answer,
    find: 'if (parsed.success) return ok(parsed.data);',
    replace: 'if (parsed.success || plain) return ok(plain.value);',
    how: 'handed on as it came', tests,
  },
  {
    id: 'ipc-arguments', name: 'a call has one argument', stands: ['checklist 17'], file: answer,
    find: 'if (args.length > 1) return', replace: 'if (args.length > 99) return', how: 'more are let through', tests,
  },
  {
    id: 'ipc-output', name: 'nothing leaves main that the contract does not describe', stands: ['checklist 17', 'checklist 20'], file: answer,
    find: 'ok(calls[name].output.parse(result.value))', replace: 'ok(result.value)',
    how: 'the answer is not parsed', tests,
  },
  {
    id: 'ipc-reason', name: 'the page is not told why a handler failed', stands: ['Parley'], file: serve,
    find: "return fail('internal', `${name} failed`);", replace: "return fail('internal', `${name} failed: ${String(error)}`);",
    how: 'the reason is in the answer', tests,
  },
  {
    id: 'ipc-push', name: 'a push is parsed by its schema before it leaves main', stands: ['checklist 20'], file: 'electron/ipc/push.ts',
    find: 'pushes[name].parse(payload)', replace: '(pushes[name] ? payload : undefined)', how: 'sent as it came',
    tests: [vitest('test/unit/ipc/push.test.ts')],
  },
  {
    id: 'ipc-strict-input', name: 'a payload with more in it than the contract asks for is refused', stands: ['checklist 17'], file: 'contract/api.ts',
    find: 'const sessionRef = z.strictObject({', replace: 'const sessionRef = z.object({', how: 'unknown fields are let through', tests,
  },
  {
    id: 'zod-eval', name: 'schemas make no code from text in main', stands: ['checklist 7'], file: 'contract/zod.ts',
    find: 'z.config({ jitless: true });', replace: '', how: 'zod compiles them', tests: [vitest('test/unit/contract/zod.test.ts')],
  },
];
