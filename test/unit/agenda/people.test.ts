import { describe, expect, it, vi } from 'vitest';
import { calls } from '../../../contract/api.ts';
import { ok } from '../../../contract/result.ts';
import { createPeople, type PeoplePorts } from '../../../electron/agenda/people.ts';

const link = 'https://meeting.zoho.eu/join?registerKey=secret';
const counts = { total: 1, approved: 1, pending: 0, denied: 0, autoApproval: null };
const registrant = {
  id: '1', email: 'bo@example.test', name: 'Bo', status: null, joinLink: link, country: null, region: null, registeredAt: 0,
};

function harness({ topic = 'Launch', links = [null, null] as (string | null)[] } = {}) {
  const saveFile = vi.fn(async (name: string, _text: string) => ok(name));
  const get = vi.fn(async (_kind: string, _key: string, refresh: boolean) =>
    ok({ topic, registrationLink: links[refresh ? 1 : 0] ?? null }),
  );
  let stays: unknown[] = [];
  const api = {
    registrants: async () => ok({ people: [registrant], complete: true, counts }),
    register: async () => ok({
      people: [{ email: 'bo@example.test', outcome: 'failed', joinLink: null }, { email: 'cy@example.test', outcome: 'registered', joinLink: link }],
      error: { code: 'rejected', message: 'no', details: { status: 400 } },
    }),
    attendees: async () => ok({ people: [], complete: true }),
    participantReport: async () => ok({ people: stays, complete: false }),
  };
  const note = { method: 'PUT', host: 'h', path: '/p', key: '1', status: 200, outcome: 'ok', ms: 1, tries: 1 };
  const requestLog = { of: (key: string | null) => (key === '1' ? [{ ...note, at: 1 }, { ...note, at: 2 }] : []) };
  const people = createPeople({ api, sessions: { get }, requestLog, saveFile } as unknown as PeoplePorts);
  return { people, saveFile, get, attend: (all: unknown[]) => void (stays = all) };
}

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error('it failed');
  return result.value;
};

describe('the people of a session', () => {
  it('go to the page without their personal links', async () => {
    const { people } = harness();
    const told = valueOf(await people.registrants('1'));
    expect(told).toEqual({ people: [{ email: 'bo@example.test', name: 'Bo', status: 'unknown', registeredAt: 0 }], complete: true });
    const report = await people.register({ key: '1', people: [], sendMail: false });
    expect(JSON.stringify([told, report])).not.toContain('registerKey');
    expect(valueOf(report).people.map(({ outcome }) => outcome)).toEqual(['refused', 'registered']);
  });

  it('are asked for by kind', async () => {
    const { people } = harness();
    expect(valueOf(await people.attendees({ kind: 'webinar', key: '1' })).complete).toBe(true);
    expect(valueOf(await people.attendees({ kind: 'meeting', key: '1' })).complete).toBe(false);
  });

  it.each([
    ['Launch', 'Registrants - Launch.csv'],
    ['../../etc/passwd', 'Registrants - .. .. etc passwd.csv'],
    ['a<b>:"c"|d?*\\e\n\u202Ef', 'Registrants - a b c d e f.csv'],
    ['ends. . ', 'Registrants - ends.csv'],
    ['', 'Registrants.csv'],
    ['🎉'.repeat(200), `Registrants - ${'🎉'.repeat(50)}.csv`],
  ])('are saved under a name that any file system takes: %j', async (topic, expected) => {
    const { people, saveFile } = harness({ topic });
    await people.saveRegistrants('1');
    expect(saveFile.mock.calls[0]?.[0]).toBe(expected);
    expect(Buffer.byteLength(expected)).toBeLessThan(250);
    expect(saveFile.mock.calls[0]?.[1]).toContain('Bo,bo@example.test,unknown,1970-01-01 00:00');
  });

  it('get a link from what is known, or else from Zoho', async () => {
    const known = harness({ links: ['https://a', 'https://b'] });
    expect(await known.people.registrationLink('1')).toEqual(ok('https://a'));
    expect(known.get).toHaveBeenCalledTimes(1);
    expect(await harness({ links: [null, 'https://b'] }).people.registrationLink('1')).toEqual(ok('https://b'));
    expect(await harness().people.registrationLink('1')).toMatchObject({ ok: false, error: { code: 'link-missing' } });
  });

  it('the requests come latest first, as the contract has them', () => {
    const requests = harness().people.requests('1');
    expect(requests.map(({ at }) => at)).toEqual([2, 1]);
    expect(calls.getRequests.output.parse(requests)).toEqual(requests);
    expect(harness().people.requests('2')).toEqual([]);
  });

  it('who was there is saved stay by stay, and no cell is run by a spreadsheet', async () => {
    const { people, saveFile, attend } = harness({ topic: 'Launch' });
    attend([
      { email: 'bo@example.test', name: '=HYPERLINK("x")', role: 'presenter', joinedAt: Date.UTC(2026, 5, 19, 10), leftAt: Date.UTC(2026, 5, 19, 10, 30), duration: 1_800_000, source: null },
      { email: null, name: null, role: null, joinedAt: null, leftAt: null, duration: null, source: null },
      { email: 'cy@example.test', name: null, role: '@SUM(1)', joinedAt: 9e15, leftAt: null, duration: 61_000, source: null },
    ]);
    expect(valueOf(await people.saveAttendees({ kind: 'meeting', key: '1' }))).toEqual({ fileName: 'Attendees - Launch.csv', people: 3 });
    expect(saveFile.mock.lastCall?.[1].split('\r\n')).toEqual([
      '\uFEFFName,Email,Role,Joined (UTC),Left (UTC),Minutes',
      `"'=HYPERLINK(""x"")",bo@example.test,presenter,2026-06-19 10:00,2026-06-19 10:30,30`,
      ',,,,,',
      `,cy@example.test,'@SUM(1),,,1`,
      '',
    ]);
  });
});
