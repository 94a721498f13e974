/** Hostile text through the rules that decide what is opened, copied, saved and shown (no browser here). */
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { csvText } from '../../contract/rules/csv.ts';
import { dataCentres, longestLink, zohoLink } from '../../contract/rules/data-centres.ts';
import { invitationText } from '../../contract/rules/invitation.ts';
import { readNewcomers } from '../../contract/rules/newcomers.ts';
import { checkParticipants, splitParticipants } from '../../contract/rules/participants.ts';
import { readPaste } from '../../contract/rules/paste.ts';
import { matcher } from '../../contract/rules/session-lists.ts';
import { blockText, cut, isUnseen, lineText, quotedText } from '../../contract/rules/shown-text.ts';
import { resolveZone } from '../../contract/rules/zones.ts';
import { toRow, toSession } from '../../electron/agenda/cache.ts';
import { createOpenLink } from '../../electron/shell/external-links.ts';
import { readAttendee, readRegistrant } from '../../electron/zoho/wire/people.ts';
import { readSession } from '../../electron/zoho/wire/session.ts';
import { readUser } from '../../electron/zoho/wire/user.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { hostileLinks, hostileTexts, oddLinks } from './hostile-texts.ts';

const suite = reliabilitySuite('Hostile text, rules');
afterAll(() => suite.end());
const wrong: string[] = [];
afterEach(() => expect(wrong.splice(0).slice(0, 10)).toEqual([]));

const megabyte = 1_048_576;
const meetingHost = 'meeting.zoho.com';

function violation(what: string): void {
  wrong.push(what);
  suite.violation(what);
}

/** What a test says of one input; a throw is a violation too. */
function judge(what: string, input: unknown, check: () => boolean): void {
  suite.count();
  let verdict: unknown;
  try {
    verdict = check();
  } catch (error) {
    verdict = error;
  }
  if (verdict !== true) violation(`${what}: ${JSON.stringify(input)?.slice(0, 300)} ${String(verdict)}`);
}

const dangerous = /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u;
/** Of more than one line. */
const isClean = (text: string): boolean => !dangerous.test(text.replace(/[\n\t]/g, ''));

function readMeeting(wire: object) {
  const read = readSession({ meetingKey: '1', ...wire }, { kind: 'meeting', meetingHost });
  if (!read) throw new Error('a meeting with a key was not read');
  return read;
}

const invitationOf = (text: string, joinLink: string): string => {
  const when = { startsAt: Date.UTC(2026, 5, 19, 17), duration: 3_600_000 };
  const facts = { topic: text, agenda: text, ...when, joinLink, registrationLink: null };
  return invitationText(facts, 'Europe/Paris', 'en-GB');
};

const piece = fc.oneof(
  fc.constantFrom(...Object.values(hostileTexts)),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    { maxLength: 10 }).map((all) => all.join('')),
  fc.constantFrom('\n', '\r', '\t', ';', ',', '"', '=', '@', ' ', '<', '>', ':', 'Join:', 'When: ',
    'UTC: 2026-06-19 17:00', 'BEGIN:VEVENT', 'SUMMARY:', 'https://', 'meeting.zoho.com', '/meeting-start?key=1',
    '\u202e', '\u2066', '\u0000'),
);
const hostile = fc.array(piece, { minLength: 1, maxLength: 8 }).map((all) => all.join(''));

/** RFC 3986, by hand: an https link, read as strictly as it can be, leads to a host of Zoho's without ifs and buts. */
function leadsToZoho(href: string): boolean {
  const found = /^https:\/\/([a-z0-9.-]+)(?:\/[!-~]*)$/.exec(href);
  const labels = found?.[1]?.split('.') ?? [];
  return dataCentres.some(({ accounts }) => {
    const domain = accounts.split('.').slice(1);
    return labels.every(Boolean) && labels.slice(-domain.length).join('.') === domain.join('.');
  });
}

const host = fc.oneof(
  fc.constantFrom('meeting.zoho.com', 'zoho.eu', 'meet.zoho.com.cn', 'zoho.com.au', 'zohocloud.ca',
    'zoho.com.evil.test', 'evilzoho.com', 'zoho.co', 'zoho.com.', '.zoho.com', 'ZOHO.com', 'z\u043eho.com',
    'xn--zho-edd.com', 'zoho。com', 'zoho%2ecom', '[::1]', '127.1', 'evil.test', ''),
  fc.stringMatching(/^[a-z0-9.%@:\\/-]{0,20}$/),
);
const link = fc
  .tuple(
    fc.constantFrom('https:', 'https:', 'https:', 'https:', 'http:', 'HTTPS:', 'javascript:', 'data:', 'file:', '',
      ' https:', 'ht\ttps:', 'ms-word:', 'blob:https:', 'view-source:https:'),
    fc.constantFrom('//', '//', '//', '\\\\', '/', '///', '', '/\\'),
    fc.constantFrom('', '', '', 'user@', 'meeting.zoho.com@', 'a:b@', '%40', '@', 'x\\@'),
    host,
    fc.constantFrom('', '', '', ':443', ':8443', ':', ':0', ':65536'),
    fc.oneof(fc.constantFrom('', '/', '/join?key=1', '\\@evil.test', '/@evil.test', '#@evil.test',
      '?x=https://evil.test', '/\u202e', '/\n', '/a b"<>'), hostile.map((text) => `/${text}`)),
  )
  .map((parts) => parts.join(''));

describe('links', () => {
  it('lead to Zoho over https, or nowhere', async () => {
    const opened: string[] = [];
    const openLink = createOpenLink(async (url) => void opened.push(url), { info() {}, warn() {}, error() {} });
    const made = fc.sample(link, { seed: suite.seed, numRuns: suite.runs(6_000, 200_000) });
    const links = [...Object.values(hostileLinks), ...Object.values(oddLinks), ...made];
    for (const text of links) {
      judge('zohoLink', text, () => {
        const read = zohoLink(text);
        return read === undefined || (leadsToZoho(read.href) && text.length <= longestLink);
      });
      judge('a link of the wire', text, () => {
        const read = readMeeting({ joinLink: text, startLink: text, registrationLink: text });
        const all = [read.joinLink, read.startLink, read.registrationLink].filter((each) => each !== null);
        return all.every((each) => leadsToZoho(each) && each.length <= longestLink);
      });
    }
    for (const text of links.slice(0, 2_000)) await openLink(text);
    for (const url of opened) judge('what is opened', url, () => leadsToZoho(url));
    expect(opened.length).toBeGreaterThan(30);
  });

  it.each(Object.entries(hostileLinks))('%s is refused', (name, text) => {
    judge(name, text, () => zohoLink(text) === undefined);
  });
  it.each(Object.entries(oddLinks))('%s is what a browser makes of it', (name, text) => {
    judge(name, text, () => zohoLink(text) !== undefined);
  });

  const good = `https://${meetingHost}/`;
  it.each([null, undefined, 7, true, [], [good], {}, { href: good }])('%j is none', (value) => {
    judge('no link', value, () => readMeeting({ joinLink: value }).joinLink === null);
  });
});

describe('texts', () => {
  const every = (name: string, check: (text: string) => boolean, [quick, full] = [1_500, 40_000]) =>
    it(name, () => {
      const made = fc.sample(hostile, { seed: suite.seed, numRuns: suite.runs(quick, full) });
      const texts = [...Object.values(hostileTexts), ...made];
      for (const text of texts) judge(name, text, () => check(text));
    });

  every('a shown line is one harmless line', (text) => {
    const shown = lineText(text, 200);
    return !dangerous.test(shown) && [...shown].length <= 200 && shown.trim() === shown;
  });
  every('shown lines hold nothing worse than line breaks and tabs', (text) => isClean(blockText(text)));
  every('a quoted topic is short, and turns nothing around it', (text) => {
    const quoted = quotedText(text);
    const marks = [...quoted].filter((sign) => /\p{Bidi_Control}/u.test(sign)).join('');
    return [...quoted].length <= 64 && ['', '\u2068\u2069'].includes(marks);
  });
  every('a cut text keeps its beginning and no half characters', (text) => {
    const short = cut(text, 20);
    const isCut = short.endsWith('…') && text.startsWith(short.slice(0, -1));
    return [...short].length <= 20 && (short === text || isCut);
  });

  every('an invitation has one line of each kind, and no topic or agenda forges another', (text) => {
    const joinLink = 'https://meet.zoho.com/abcdefghij';
    const written = invitationOf(text, joinLink);
    const lines = written.split('\n');
    const labelled = lines.filter((line) => !line.startsWith('> ')).filter((line) => {
      const visible = line.replace(/\p{Cf}/gu, '').normalize('NFKC');
      return /^[^\p{L}\p{N}]*(?:When|UTC|Join|Register)\s*:/iu.test(visible);
    });
    const heads = labelled.map((line) => line.slice(0, 4)).join();
    return isClean(written) && heads === 'When,UTC:,Join' && lines[3] === `Join: ${joinLink}`;
  });

  every('a table has as many rows as it was given, and no cell is a formula', (text) => {
    const csv = csvText([[text, 'b'], ['c', text]]);
    const begins = /^[\s"\uFEFF\p{Cf}]*[=+@＝＋－＠-]/u;
    const byCommas = [...csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)];
    const cells = byCommas.map(([, quoted, plain]) => quoted ?? plain ?? '');
    const bySemicolons = csv.split(/[\r\n;\t]/);
    const hasFormula = [...cells, ...bySemicolons].some((cell) => begins.test(cell));
    return csv.split('\r\n').length === 3 && cells.length === 4 && !hasFormula;
  });

  every('a pasted text gives a form that can be kept, or nothing', (text) => {
    const labelled = `Topic: ${text}\nWhen: tomorrow 10:00\nAgenda: ${text}`;
    const event = `BEGIN:VEVENT\nSUMMARY:${text}\nDESCRIPTION:${text}\nATTENDEE:mailto:${text}`;
    for (const paste of [text, labelled, event].map((each) => readPaste(each))) {
      if (paste.type !== 'form') continue;
      const { topic = '', agenda = '', participants } = paste.form;
      if (dangerous.test(topic) || !isClean(agenda) || topic.length > 2_000 || agenda.length > 20_000) return false;
      if (/\/meeting-start(?![\w-])/i.test(topic + agenda)) return false;
      if (participants?.some((each) => each.length > 500 || dangerous.test(each))) return false;
    }
    return true;
  });

  every('lists of people, searches and zones take whatever there is', (text) => {
    checkParticipants(splitParticipants(text));
    readNewcomers(text);
    resolveZone(text);
    matcher(text.slice(0, 200))(toRow(sessionWith(text)));
    return true;
  }, [500, 20_000]);

  every('what Zoho sends is read, bounded', (text) => {
    const session = sessionWith(text);
    const row = toRow(session);
    const user = readUser({ zsoid: 1, zuid: 1, primaryEmail: text, fullName: text, orgName: text });
    const people = [
      readRegistrant({ email: text, userName: text, status: text, approvalStatus: text, registerId: 7 }, meetingHost),
      readAttendee({ email: text, name: text, role: text, joinTime: text, leaveTime: text, memberId: 7 }),
    ];
    const { presenterName, presenterEmail, dialIn } = session;
    const shown = [user?.name, user?.email, user?.organisation, presenterName, presenterEmail, dialIn];
    for (const person of people) shown.push(person?.email, person?.name);
    const isWhole = toSession(session).topic === session.topic;
    return isWhole && [...row.topic].length <= 1_000 && shown.every((each) => !dangerous.test(each ?? ''));
  });
});

const fields = [
  'topic', 'agenda', 'timezone', 'startTime', 'duration', 'presenterName', 'presenterEmail', 'displayName', 'offset',
  'recurringType', 'sysId', 'creatorZuid', 'dialinUrl', 'accessCode',
];
const sessionWith = (text: string) =>
  readMeeting({ ...Object.fromEntries(fields.map((field) => [field, text])), participants: [text, { email: text }] });

describe('a megabyte', () => {
  const shapes: Readonly<Record<string, string>> = {
    'one word': 'W', words: 'word ', spaces: ' ', quotes: '"', brackets: '<', 'brackets and words': '<a',
    semicolons: ';=', tabs: '\t', lines: 'Join: x\n', marks: 'a\u0301\u0300',
    combining: '\u0301', joined: '\u{1f469}\u200d', overrides: '\u202e', isolates: '\u2066\u2069', zero: '\u0000',
    wide: '\ufdfa', halves: '\ud83d', links: 'https://a',
    'start links': 'https://meeting.zoho.com/meeting-start?key=1 ',
    'own heads': 'When: , a (', 'open whens': ', aaa (', commas: ',', ats: 'a@', mailto: 'mailto:%',
    events: 'BEGIN:VEVENT\n', nested: 'BEGIN:X\n', folds: '\n ', parameters: 'DTSTART;A="b";', colons: ':',
    labels: 'Topic: x\n',
    digits: '1', backslashes: '\\', percent: '%2f', slashes: '/', stars: '*_ ', dots: '.',
  };
  const work: Readonly<Record<string, (text: string) => unknown>> = {
    lineText: (text) => lineText(text, 200),
    blockText,
    isUnseen,
    quotedText,
    csvText: (text) => csvText([[text]]),
    zohoLink,
    invitationText: (text) => invitationOf(text, 'https://meet.zoho.com/a'),
    'splitParticipants (a third)': (text) => splitParticipants(text.slice(0, megabyte / 3)),
    checkParticipants: (text) => checkParticipants([text, `${text}@a.test`, `a@${text}.test`]),
    'readNewcomers (a third)': (text) => readNewcomers(text.slice(0, megabyte / 3)),
    resolveZone,
    readSession: sessionWith,
    'readPaste (at its limit)': (text) => readPaste(text.slice(0, 200_000)),
    'readPaste (labels)': (text) => readPaste(`Topic: ${text.slice(0, 90_000)}\nWhen: ${text.slice(0, 90_000)}`),
    'readPaste (event)': (text) => readPaste(`BEGIN:VEVENT\n${text.slice(0, 190_000)}`),
    'readPaste (own)': (text) => readPaste(`Topic\nWhen: ${text.slice(0, 190_000)}\nUTC: 2026-06-19 17:00\n\nx`),
  };
  /** A quadratic one would take minutes; this leaves room for a busy machine, ms. */
  const most = 5_000;
  const slowest = { name: '', ms: 0 };

  it.each(Object.entries(work))('%s takes linear time', (name, act) => {
    for (const [shape, unit] of Object.entries(shapes)) {
      const text = unit.repeat(Math.ceil(megabyte / unit.length)).slice(0, megabyte);
      const began = performance.now();
      judge(`${name}, ${shape}`, shape, () => {
        act(text);
        return true;
      });
      const ms = performance.now() - began;
      if (ms > slowest.ms) Object.assign(slowest, { name: `${name}, ${shape}`, ms });
      if (ms > most) violation(`${name} took ${Math.round(ms)} ms for a megabyte of ${shape}`);
    }
    suite.measure('slowest megabyte', `${Math.round(slowest.ms)} ms (${slowest.name})`);
  });
});
