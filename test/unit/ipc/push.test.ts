import { describe, expect, it } from 'vitest';
import { createPush } from '../../../electron/ipc/push.ts';

describe('push', () => {
  it('sends the parsed payload on the channel of its name', () => {
    const sent: unknown[] = [];
    createPush((channel, payload) => void sent.push([channel, payload]))('sessionsChanged', { kind: 'webinar' });
    expect(sent).toEqual([['parley:sessionsChanged', { kind: 'webinar' }]]);
  });

  it('strips what the contract does not name, and sends nothing that does not fit', () => {
    const sent: unknown[] = [];
    const push = createPush((channel, payload) => void sent.push([channel, payload]));
    push('viewRequested', { view: 'settings', startLink: 'https://meeting.zoho.eu/start' } as { view: 'settings' });
    expect(sent).toEqual([['parley:viewRequested', { view: 'settings' }]]);
    expect(() => push('viewRequested', { view: 'elsewhere' } as never)).toThrow();
    expect(sent).toHaveLength(1);
  });
});
