import { afterEach, describe, expect, it, vi } from 'vitest';

const real = globalThis.Function;
afterEach(() => void (globalThis.Function = real));

describe('zod', () => {
  it('makes no code from text, when schemas are built and when they are asked', async () => {
    vi.resetModules();
    let made = 0;
    const note = (target: FunctionConstructor, given: string[]) => {
      made++;
      return target(...given);
    };
    globalThis.Function = new Proxy(real, { construct: note, apply: (target, _self, given: string[]) => note(target, given) });
    const { calls } = await import('../../../contract/api.ts');
    const input = { kind: 'meeting', listType: 'past', search: '', offset: 0, limit: 5 };
    expect(calls.listSessions.input.parse(input)).toEqual(input);
    expect(made).toBe(0);
  });
});
