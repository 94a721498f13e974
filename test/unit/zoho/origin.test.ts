import { describe, expect, it } from 'vitest';
import { fromWire, isLoopbackOrigin, toWire, zohoFetch } from '../../../electron/zoho/origin.ts';

const origin = 'http://127.0.0.1:4000';
const real = 'https://meeting.zoho.eu/api/v2/1/sessions.json?listtype=all&index=1';
const wire = 'http://127.0.0.1:4000/meeting.zoho.eu/api/v2/1/sessions.json?listtype=all&index=1';

describe('the origin', () => {
  const local = ['http://127.0.0.1:4000', 'http://localhost:4000/', 'http://[::1]:4000'];
  it.each(local)('%s stays on this machine', (text) => {
    expect(isLoopbackOrigin(text)).toBe(true);
  });
  it.each([
    'nonsense', 'https://127.0.0.1:4000', 'http://127.0.0.1.example.test', 'http://example.test', 'http://0.0.0.0:4000',
    'http://a:b@127.0.0.1', 'http://127.0.0.1/x', 'http://127.0.0.1/?x', 'http://127.0.0.1/#x',
  ])('%s does not, or is no origin', (text) => {
    expect(isLoopbackOrigin(text)).toBe(false);
  });

  it('carries real names in the path, there and back', () => {
    expect(toWire(real, origin)).toBe(wire);
    expect(fromWire(wire, origin)).toBe(real);
    expect(fromWire('http://127.0.0.1:4000/meeting.zoho.eu', origin)).toBe('https://meeting.zoho.eu/');
  });

  it('leaves everything else as it is', () => {
    expect(toWire(real, null)).toBe(real);
    expect(toWire('parley://oauth/callback?code=1', origin)).toBe('parley://oauth/callback?code=1');
    expect(fromWire(wire, null)).toBe(wire);
    expect(fromWire(real, origin)).toBe(real);
    expect(fromWire('nonsense', origin)).toBe('nonsense');
    expect(fromWire('http://127.0.0.1:4000/favicon', origin)).toBe('http://127.0.0.1:4000/favicon');
  });

  it('is asked anew for each request', async () => {
    const asked: string[] = [];
    let current: string | null = null;
    const fetch = zohoFetch(async (url) => (asked.push(url), new Response('{}')), () => current);
    await fetch(real);
    current = origin;
    await fetch(real);
    expect(asked).toEqual([real, wire]);
  });
});
