/** What runs inside Parley's page: each function is sent as source text, so it stands alone. */

/** What came of one call. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly ok: boolean;
      readonly code: string;
      readonly message: string;
      /** The keys of what is no Result. */
      readonly odd: string;
    }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'silent' };

type Parley = Record<string, (payload?: unknown) => Promise<unknown>>;

/** Makes all of these calls at once, and ends what waits for a consent. @returns the outcomes in the same order */
export async function callAll(work: {
  calls: readonly { name: string; payload: unknown }[];
  patience: number;
}): Promise<Outcome[]> {
  const { parley } = window as unknown as { parley: Parley };
  const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const oddness = (answer: unknown): string => {
    const { ok } = answer as { ok: unknown };
    const keys = Object.keys(answer as object).join();
    const isOwn = Object.getPrototypeOf(answer) === Object.prototype;
    const due = ok === true ? ['ok,value', 'ok'] : ok === false ? ['ok,error'] : [];
    return isOwn && due.includes(keys) ? '' : keys;
  };
  const state = { open: work.calls.length };
  const one = async ({ name, payload }: { name: string; payload: unknown }): Promise<Outcome> => {
    try {
      const answer: unknown = await Promise.race([parley[name]?.(payload), later(work.patience).then(() => 'silent')]);
      if (answer === 'silent') return { kind: 'silent' };
      const { ok, error } = answer as { ok: unknown; error?: { code: string; message: string } };
      const { code = '', message = '' } = error ?? {};
      return { kind: 'answered', ok: ok === true, code, message, odd: oddness(answer) };
    } catch (error) {
      return { kind: 'rejected', reason: String(error).slice(0, 300) };
    } finally {
      state.open -= 1;
    }
  };
  const all = Promise.all(work.calls.map(one));
  // A consent would wait for somebody to press Accept.
  const isConnecting = work.calls.some(({ name }) => name.startsWith('connect'));
  while (state.open > 0) {
    await later(50);
    if (isConnecting) await parley['cancelConnect']?.();
  }
  return all;
}

/** Hands every method what only a page can make. @returns what was tried, and what came of it */
export async function callWithOddities(work: {
  names: readonly string[];
  canary: string;
  patience: number;
}): Promise<{ name: string; what: string; outcome: Outcome }[]> {
  const { parley } = window as unknown as { parley: Parley };
  const { canary } = work;
  const nested = (levels: number) => {
    let value: unknown = canary;
    for (let level = 0; level < levels; level++) value = { write: value };
    return value;
  };
  const ring: Record<string, unknown> = { kind: 'meeting' };
  ring['self'] = ring;
  const hollow: unknown[] = [];
  hollow.length = 100_000;
  const trap = () => {
    throw new Error(canary);
  };
  const refused = Promise.reject(new Error(canary));
  refused.catch(() => undefined);
  const oddities: Record<string, () => unknown> = {
    'a function': () => () => canary,
    'a function inside': () => ({ kind: 'meeting', key: () => canary }),
    'a symbol': () => Symbol(canary),
    'a node of the page': () => document.body,
    'the window': () => window,
    'a promise': () => Promise.resolve(canary),
    'a promise that is refused': () => refused,
    'a weak map': () => new WeakMap(),
    'a date': () => new Date(),
    'a map': () => new Map([['kind', 'meeting'], ['key', canary]]),
    'a set': () => new Set([canary]),
    'a pattern': () => /(a+)+$/,
    'a big number': () => 7n,
    'bytes': () => new Uint8Array(1_000_000),
    'a buffer': () => new ArrayBuffer(8),
    'an error': () => new Error(canary),
    'a blob': () => new Blob([canary]),
    'a port': () => new MessageChannel().port1,
    'a cycle': () => ring,
    'a getter that throws': () => ({ get kind() { return trap(); } }),
    'a proxy that throws': () => new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap }),
    'the key __proto__': () => JSON.parse(`{"__proto__":{"polluted":"${canary}"},"kind":"meeting"}`) as unknown,
    'the key constructor': () => ({ constructor: { prototype: { polluted: canary } } }),
    '500 levels': () => nested(500),
    '10,000 levels': () => nested(10_000),
    'a million numbers': () => Array.from({ length: 1_000_000 }, (_, at) => at),
    '100,000 holes': () => hollow,
    '100,000 keys': () => Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`${canary}${at}`, at])),
    'a text of 10 MB': () => canary.padEnd(10_000_000, 'a'),
    'itself': () => parley,
  };
  const tried: { name: string; what: string; outcome: Outcome }[] = [];
  let turn = 0;
  for (const [what, make] of Object.entries(oddities)) {
    for (let each = 0; each < Math.ceil(work.names.length / 8); each++) {
      const name = work.names[turn++ % work.names.length] ?? '';
      const silent = new Promise((resolve) => setTimeout(resolve, work.patience, 'silent'));
      let outcome: Outcome;
      try {
        const answer = await Promise.race([(async () => parley[name]?.(make()))(), silent]);
        const { ok, error } = answer as { ok: boolean; error?: { code: string; message: string } };
        const { code = '', message = '' } = error ?? {};
        outcome = answer === 'silent' ? { kind: 'silent' } : { kind: 'answered', ok, code, message, odd: '' };
      } catch (error) {
        outcome = { kind: 'rejected', reason: String(error).slice(0, 300) };
      }
      tried.push({ name, what, outcome });
    }
  }
  return tried;
}

/** Tries to change `window.parley`, and to catch what stands behind it. @returns everything that worked */
export async function takeOver(): Promise<string[]> {
  const world = window as unknown as Record<string, unknown> & { parley: Parley };
  const { parley } = world;
  const worked: string[] = [];
  const before = Object.keys(parley).join();
  const getSettings = parley['getSettings'];
  const attempt = (what: string, act: () => unknown) => {
    try {
      act();
    } catch {
      // Refused, as it should be.
    }
    const isSame = world.parley === parley && parley['getSettings'] === getSettings;
    if (!isSame || Object.keys(parley).join() !== before || 'added' in parley) worked.push(what);
  };
  const other = () => Promise.resolve('mine');
  attempt('assigning window.parley', () => (world.parley = { getSettings: other }));
  attempt('defining window.parley', () => Object.defineProperty(window, 'parley', { value: {} }));
  attempt('deleting window.parley', () => Reflect.deleteProperty(window, 'parley'));
  attempt('assigning a method', () => (parley['getSettings'] = other));
  attempt('defining a method', () => Object.defineProperty(parley, 'getSettings', { value: other }));
  attempt('deleting a method', () => Reflect.deleteProperty(parley, 'getSettings'));
  attempt('adding a method', () => (parley['added'] = other));
  attempt('another prototype', () => Object.setPrototypeOf(parley, { added: other }));
  for (const name of ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer', 'global'])
    if (name in window) worked.push(`reading ${name}`);
  // A function of another world would lead to that world's own Function, and from there to everything in it.
  if (getSettings?.constructor !== Function) worked.push("reaching another world's Function");

  /** Anything that looks like a way to send to a channel of one's choice. */
  const looksLikeIpc = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    ['invoke', 'sendSync', 'sendToHost'].some((name) => name in value);
  const caught = new Set<string>();
  const look = (where: string, values: readonly unknown[]) => {
    for (const value of values) if (looksLikeIpc(value)) caught.add(`catching IPC through ${where}`);
  };
  const natives: [object, string][] = [
    [Function.prototype, 'call'], [Function.prototype, 'apply'], [Function.prototype, 'bind'],
    [Promise.prototype, 'then'], [Array.prototype, 'push'], [Array.prototype, 'map'], [Map.prototype, 'get'], [Map.prototype, 'set'],
    [Object, 'defineProperty'], [Object, 'freeze'], [JSON, 'stringify'],
  ];
  const originals = natives.map(([holder, name]) => (holder as Record<string, unknown>)[name]);
  const { apply } = Reflect;
  natives.forEach(([holder, name], at) => {
    const original = originals[at] as (...args: unknown[]) => unknown;
    (holder as Record<string, unknown>)[name] = function (this: unknown, ...args: unknown[]) {
      look(name, [this, ...args]);
      return apply(original, this, args);
    };
  });
  const keys = ['ipcRenderer', 'electron', 'channel', 'sender', 'ports'];
  for (const key of keys) {
    const set = function (this: unknown) {
      look(`a setter of ${key}`, [this]);
    };
    Reflect.defineProperty(Object.prototype, key, { configurable: true, get: () => undefined, set });
  }
  const given: unknown[][] = [];
  type Subscribe = (listener: (...args: unknown[]) => void) => () => void;
  const stop = (parley['onSettingsChanged'] as unknown as Subscribe)((...args) => void given.push(args));
  let answer: unknown;
  try {
    answer = await getSettings?.();
    await parley['updateSettings']?.({ appearance: 'dark' });
    for (let wait = 0; given.length === 0 && wait < 100; wait++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    stop();
    for (const key of keys) Reflect.deleteProperty(Object.prototype, key);
    natives.forEach(([holder, name], at) => ((holder as Record<string, unknown>)[name] = originals[at]));
  }
  if ((answer as { ok?: unknown } | undefined)?.ok !== true) worked.push('a call no longer works');
  if (given.length === 0) worked.push('no push came');
  const isPayload = (value: unknown) => (value as object).constructor === Object && 'appearance' in (value as object);
  if (!given.every((args) => args.length === 1 && isPayload(args[0])))
    worked.push('a listener is given more than the payload');
  return [...worked, ...caught];
}

/** Puts frames into the page. @returns those in which there is a `parley`, and how many frames there were */
export async function openFrames(): Promise<{ open: string[]; frames: number }> {
  const open: string[] = [];
  const ways: Record<string, (frame: HTMLIFrameElement) => void> = {
    'about:blank': () => undefined,
    srcdoc: (frame) => (frame.srcdoc = '<p>inside</p>'),
    'the page itself': (frame) => (frame.src = location.href),
    'a data: page': (frame) => (frame.src = 'data:text/html,inside'),
    'a blob: page': (frame) => (frame.src = URL.createObjectURL(new Blob(['<p>inside</p>'], { type: 'text/html' }))),
    'a script': (frame) => (frame.src = 'javascript:"inside"'),
    sandboxed: (frame) => frame.setAttribute('sandbox', 'allow-scripts allow-same-origin'),
  };
  const made = Object.entries(ways).map(([way, set]) => {
    const frame = document.createElement('iframe');
    try {
      set(frame);
    } catch {
      // Trusted Types refuse it.
    }
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    return { way, frame, loaded };
  });
  // What the policy blocks may never load.
  const all = Promise.all(made.map(({ loaded }) => loaded));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  for (const { way, frame } of made) {
    try {
      if ('parley' in (frame.contentWindow ?? {})) open.push(way);
    } catch {
      // Another origin: test/reliability/ipc-app.spec.ts looks into it from outside.
    }
  }
  return { open, frames: made.length };
}
