import { describe, expect, it } from 'vitest';
import { startFixture } from './host-driver.ts';
import { soon, useHost } from './host-scene.ts';

const host = useHost();

describe('the preload', () => {
  const evaluate = <T>(script: string) => host.app.evaluate<T>(script);

  it('offers a frozen copy of its API, and nothing else of its world', async () => {
    expect(await evaluate('[typeof window.api, Object.isFrozen(api), Object.isFrozen(api.facts)]')).toEqual(['object', true, true]);
    expect(await evaluate("Object.getOwnPropertyNames(window).filter((name) => /standin|^require$|^process$|^ipc|electron/i.test(name))")).toEqual([]);
    expect(await evaluate('(() => { try { "use strict"; window.api = 1; } catch {} delete window.api; return typeof api.echo; })()')).toBe('function');
    expect(await evaluate("api.echo.constructor('return typeof require + typeof process')()")).toBe('undefinedundefined');
  });

  it('is sandboxed', async () => {
    expect(await evaluate('api.facts')).toEqual({
      type: 'renderer',
      sandboxed: true,
      requireFs: 'refused: module not found: fs',
      unknown: 'refused: ipcRenderer.sendSync is not implemented by the stand-in',
      clone: 'refused: An object could not be cloned.',
      twice: 'refused: Cannot bind an API on top of an existing property on the window object',
    });
  });

  it('gets copies, and gives copies', async () => {
    expect(await evaluate("(() => { const a = { list: [1, { b: 2 }], when: new Date(5), map: new Map([[1, 2]]) }; const b = api.same(a); return [b !== a, b.list[1].b, b.when.getTime(), b.map.get(1), b instanceof Object]; })()")).toEqual([true, 2, 5, 2, true]);
    expect(await evaluate("api.describe(JSON.parse('{\"__proto__\": {\"polluted\": true}}')) + ({}).polluted")).toBe('[object Object] trueundefined');
    expect(await evaluate("(() => { const loop = {}; loop.me = loop; const copy = api.same(loop); return copy.me === copy; })()")).toBe(true);
    expect(await evaluate("(() => { try { api.same(Symbol('x')); } catch (error) { return error.message; } })()")).toBe('A symbol cannot be sent over the context bridge');
  });

  it('calls functions both ways, and passes on only the message of an error', async () => {
    expect(await evaluate('api.call((a, b) => a + b, 1, 2)')).toBe(3);
    expect(await evaluate("(() => { try { api.throwing(); } catch (error) { return [error instanceof Error, error.name, error.message]; } })()")).toEqual([true, 'Error', 'from the preload']);
    expect(await evaluate("(() => { try { api.call(() => { throw new Error('from the page'); }); } catch (error) { return error.message; } })()")).toBe('from the page');
    expect(await evaluate("api.rejecting().catch((error) => [error instanceof Error, error.message])")).toEqual([true, 'rejected in the preload']);
    expect(await evaluate('api.later(7)')).toEqual({ value: 7, nested: { list: [7, { deep: true }] } });
  });

  it('invokes handlers, which see the page and its frame', async () => {
    expect(await evaluate('api.echo({ n: -0, u: undefined, b: 9007199254740993n, d: new Date(0) }).then((got) => [Object.is(got.value.n, -0), "u" in got.value, String(got.value.b), got.value.d.toISOString(), got.sender, got.frame, got.origin, got.parent])')).toEqual([
      true,
      true,
      '9007199254740993',
      '1970-01-01T00:00:00.000Z',
      'app://fixture/index.html',
      'app://fixture/index.html',
      'app://fixture',
      null,
    ]);
    expect(await evaluate('api.fail().catch((error) => error.message)')).toBe("Error invoking remote method 'fail': RangeError: the handler failed");
    expect(await evaluate('api.nobody().catch((error) => error.message)')).toBe("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
  });

  it('gets what main sends, until it unsubscribes', async () => {
    await evaluate('window.got = []; window.off = api.onPush((value) => got.push(value)); undefined');
    await host.fixture.call('push', { n: 1 });
    await soon(() => evaluate('got')).toEqual([{ n: 1 }]);
    await evaluate('off()');
    await host.fixture.call('push', { n: 2 });
    await evaluate('api.send("last")');
    await soon(async () => (await host.fixture.call('facts')).log).toContainEqual(['note', 'last']);
    expect(await evaluate('got')).toEqual([{ n: 1 }]);
  });

  it('runs in the main frame only, and in no window without one', async () => {
    expect(await host.app.frame({ name: 'inner' })?.evaluate('typeof window.api')).toBe('undefined');
    const { page } = await host.visit('bare');
    expect(await (await page()).evaluate('typeof window.api')).toBe('undefined');
  });

  it('is there again after a reload', async () => {
    await host.app.reload();
    expect(await evaluate('api.echo(1).then(({ value }) => value)')).toBe(1);
  });
});

describe("the app's own page", () => {
  it('is held to its policy', async () => {
    const facts = 'fetch("/main.js").then(() => "fetched", () => "refused").then((fetched) => [window.inlineRan, window.scriptRan, fetched])';
    expect(await host.app.evaluate(facts)).toEqual([undefined, true, 'refused']);
    expect(await host.app.evaluate('isSecureContext')).toBe(true);
  });

  it('has the status and headers that its handler gave', async () => {
    const response = await host.app.goto('https://fixture.app.invalid/missing');
    expect([response?.status(), await response?.headerValue('x-shown')]).toEqual([404, null]);
    const back = await host.app.goto('https://fixture.app.invalid/index.html');
    expect([back?.status(), await back?.headerValue('x-shown')]).toEqual([200, 'yes']);
  });

  it('follows the theme', async () => {
    const dark = () => host.app.evaluate('matchMedia("(prefers-color-scheme: dark)").matches');
    expect(await host.fixture.call('theme', 'dark')).toBe(true);
    await soon(dark).toBe(true);
    expect(await host.fixture.call('theme', 'light')).toBe(false);
    await soon(dark).toBe(false);
    await host.fixture.call('theme', 'system');
  });
});

describe('the app', () => {
  it('has its facts from package.json', async () => {
    expect(await host.fixture.call('facts')).toMatchObject({ name: 'Fixture', version: '1.2.3', ready: true, packaged: false });
  });

  it('keeps a menu that can be clicked', async () => {
    expect(await host.fixture.call('menu')).toEqual({ clicked: ['Here'], labels: ['Go', 'Edit'] });
  });

  it('is told of a second instance, which ends', async () => {
    const second = startFixture(host.fixture.data, {}, 'parley://second');
    expect(await second.exited).toBe(7);
    await soon(async () => (await host.fixture.call('facts')).log).toContainEqual(['second-instance', 'parley://second', process.cwd()]);
  });
});
