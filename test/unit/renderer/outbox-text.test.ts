import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../../contract/domain.ts';
import { errorCodes } from '../../../contract/errors.ts';
import {
  countText, disconnectText, dropText, keptText, questionText, standingText, stateText, troubleTitle,
} from '../../../renderer/features/outbox/outbox-text.ts';
import { item, offline } from './outbox.ts';
import { minute, monday } from './rows.ts';

const fields = { topic: 'A', agenda: null, startsAt: null, duration: null, timeZone: null, participants: null };
const lost = (candidates: number, looked = true): OutboxItem =>
  item({ change: 'create', state: 'asking', question: { type: 'lost-create', candidates, looked } });
const conflict = item({ state: 'asking', question: { type: 'conflict', base: fields, mine: fields, theirs: fields } });
const gone = item({ state: 'asking', question: { type: 'gone' } });

describe('how a change stands', () => {
  it.each([
    [item({ state: 'sending' }), 'Being sent'],
    [item(), 'Waiting for its turn'],
    [item({ change: 'delete', nextTry: monday + 8_000 }), 'Can still be undone'],
    [item({ error: offline }), 'Waiting for Zoho to be reachable'],
    [item({ error: offline, nextTry: monday + 2_000 }), 'Waiting for Zoho to be reachable · next try in a moment'],
    [item({ error: offline, nextTry: monday + 20_000 }), 'Waiting for Zoho to be reachable · next try in less than a minute'],
    [item({ error: offline, nextTry: monday + minute }), 'Waiting for Zoho to be reachable · next try in about a minute'],
    [item({ error: { ...offline, code: 'throttled' }, nextTry: monday + 10 * minute }), 'Waiting: Zoho asks for a pause · next try in about 10 minutes'],
    [item({ error: { ...offline, code: 'reconnect-needed' } }), 'Waiting for you to reconnect'],
    [item({ nextTry: monday + minute }), 'Waiting · next try in about a minute'],
    [item({ state: 'failed', error: { ...offline, code: 'rejected' } }), 'Zoho refused these values'],
    [lost(0), 'Needs your decision'],
    [gone, 'It is not at Zoho any more'],
  ])('%#: %o', (change, text) => {
    expect(stateText(change, monday)).toBe(text);
  });

  it.each(errorCodes)('has words while it waits for %s, and none of the inside', (code) => {
    const text = stateText(item({ error: { code, message: 'internal wording' } }), monday);
    expect(text).toMatch(/^Waiting/);
    expect(text).not.toMatch(/internal wording|undefined|\.$/);
  });
});

describe('the side bar', () => {
  it.each([
    [{ count: 1, needing: 0, isMoving: false }, '1 change waiting'],
    [{ count: 3, needing: 0, isMoving: true }, '3 changes being sent'],
    [{ count: 1, needing: 1, isMoving: false }, '1 change needs you'],
    [{ count: 2, needing: 2, isMoving: false }, '2 changes need you'],
    [{ count: 3, needing: 1, isMoving: true }, '3 changes 1 needs you'],
  ])('%o', (standing, text) => {
    expect(`${countText(standing.count)} ${standingText(standing)}`).toBe(text);
  });
});

describe('a question', () => {
  it('about a lost create says how many there are, and that it may be either', () => {
    expect(questionText(lost(0))).toMatch(/may have been created or not\. Parley looked, and found none/);
    expect(questionText(lost(0, false))).toContain('could not look');
    expect(questionText(lost(1))).toContain('There is one meeting at Zoho that may be it.');
    expect(questionText(lost(3))).toContain('There are 3 meetings at Zoho that may each be it.');
  });

  it('is told apart from the others, and there is none where nothing is asked', () => {
    expect(new Set([lost(0), conflict, gone].map(questionText)).size).toBe(3);
    expect(questionText(item())).toBeNull();
  });

  it('begins with what it is about', () => {
    expect(troubleTitle(lost(0), '“X”')).toBe('Zoho’s answer to creating “X” was lost.');
    expect(troubleTitle(conflict, '“X”')).toBe('“X” was changed at Zoho meanwhile.');
    expect(troubleTitle(gone, '“X”')).toBe('“X” is not at Zoho any more.');
    expect(troubleTitle(item({ state: 'failed', change: 'create' }), '“X”')).toBe('“X” was not created.');
  });
});

it('dropping says what is lost and what stays', () => {
  expect(dropText(item({ change: 'create' }))).toContain('not created');
  expect(dropText(item())).toBe('What Zoho has stays, and your change is lost.');
  expect(dropText(item({ change: 'delete', kind: 'webinar' }))).toBe('The webinar is not deleted, and comes back to the list.');
  expect(dropText(lost(1))).toContain('stays there');
  expect(dropText(gone)).toBe('What you entered is lost.');
});

it('what is kept says when it is sent', () => {
  expect(keptText('“X”', offline)).toBe('Kept “X”. It will be sent when Zoho can be reached.');
  expect(keptText('“X”', null)).toContain('when Zoho can be reached');
  expect(keptText('“X”', { ...offline, code: 'reconnect-needed' })).toContain('reconnected');
});

it('Disconnect names how many changes it may lose', () => {
  expect(disconnectText(1)).toMatchObject({ title: 'One change has not been sent', body: expect.stringMatching(/it is lost\.$/) });
  expect(disconnectText(3)).toMatchObject({ title: '3 changes have not been sent', body: expect.stringMatching(/they are lost\.$/) });
});
