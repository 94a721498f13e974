/** The words about changes that Zoho has not confirmed. */
import type { AppError } from '../../../contract/result.ts';
import { waitText, wordsFor } from '../../ui/error-text.ts';
import type { Change } from './all-changes.ts';
import { type Standing, isHeld } from './outbox-model.ts';

/** What a person reads for the error of a change. */
export const wordsOf = ({ kind }: Pick<Change, 'kind'>, error: AppError) => wordsFor(error, kind === 'event' ? 'event' : 'session');

export const changeWords: Record<Change['change'], string> = { create: 'Create', update: 'Change', delete: 'Delete' };

export const countText = (count: number): string =>
  `${new Intl.NumberFormat().format(count)} ${count === 1 ? 'change' : 'changes'}`;

/** What stands below the count in the side bar. */
export function standingText({ count, needing, isMoving }: Standing): string {
  if (needing === 0) return isMoving ? 'being sent' : 'waiting';
  const needs = needing === 1 ? 'needs you' : 'need you';
  return needing === count ? needs : `${needing} ${needs}`;
}

/** Why a change waits, from the failure before. */
const reasons: Partial<Record<AppError['code'], string>> = {
  offline: 'Waiting for Zoho to be reachable',
  timeout: 'Waiting for Zoho to be reachable',
  'captive-portal': 'Waiting: this network asks you to sign in first',
  'zoho-unavailable': 'Waiting: Zoho has a fault right now',
  'rate-limited': 'Waiting: Zoho asks for a pause',
  throttled: 'Waiting: Zoho asks for a pause',
  'reconnect-needed': 'Waiting for you to reconnect',
  'not-connected': 'Waiting for you to reconnect',
};

/** "next try in about a minute". @param at epoch ms */
function tryText(at: number, now: number): string {
  const left = at - now;
  if (left <= 5_000) return 'next try in a moment';
  return left < 60_000 ? 'next try in less than a minute' : `next try ${waitText(left)}`;
}

/** How a change stands, in plain words. @param now epoch ms */
export function stateText(item: Change, now: number): string {
  const { state, error, nextTry, question } = item;
  if (state === 'sending') return 'Being sent';
  if (state === 'asking') return question?.type === 'gone' ? 'It is not at Zoho any more' : 'Needs your decision';
  if (state === 'failed') return error ? withoutStop(wordsOf(item, error).title) : 'Zoho refused it';
  if (isHeld(item)) return 'Can still be undone';
  if (!error) return nextTry === null ? 'Waiting for its turn' : `Waiting · ${tryText(nextTry, now)}`;
  const reason = reasons[error.code] ?? `Waiting: ${withoutStop(wordsOf(item, error).title)}`;
  return nextTry === null ? reason : `${reason} · ${tryText(nextTry, now)}`;
}

const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

/** "one meeting", "3 webinars" */
const counted = (count: number, kind: Change['kind']) => (count === 1 ? `one ${kind}` : `${count} ${kind}s`);

/** What a change asks, below its name. */
export function questionText({ kind, question }: Change): string | null {
  switch (question?.type) {
    case 'lost-create': {
      const lost = 'Zoho’s answer was lost, so it may have been created or not.';
      const { candidates, looked } = question;
      if (candidates > 0) {
        const [be, it] = candidates === 1 ? ['is', 'may be it'] : ['are', 'may each be it'];
        return `${lost} There ${be} ${counted(candidates, kind)} at Zoho that ${it}.`;
      }
      return looked ? `${lost} Parley looked, and found none like it.` : `${lost} Parley could not look for it yet.`;
    }
    case 'conflict':
      return 'It was changed at Zoho after you began. Compare both versions and choose what is to hold.';
    case 'gone':
      return `The ${kind} that you changed was deleted at Zoho. It can be created anew with what you entered.`;
    default:
      return null;
  }
}

/** What stands in the way, in a sentence of its own. */
export const troubleTitle = ({ change, question }: Change, name: string): string => {
  if (question?.type === 'lost-create') return `Zoho’s answer to creating ${name} was lost.`;
  if (question?.type === 'conflict') return `${name} was changed at Zoho meanwhile.`;
  if (question?.type === 'gone') return `${name} is not at Zoho any more.`;
  const done = { create: 'created', update: 'changed', delete: 'deleted' }[change];
  return `${name} was not ${done}.`;
};

/** What dropping means; there is no way back. */
export function dropText({ change, kind, question }: Change): string {
  if (question?.type === 'lost-create')
    return `Parley forgets it. If Zoho has created the ${kind}, it is in your ${kind === 'event' ? 'calendar' : 'list'} and stays there.`;
  if (question?.type === 'gone') return 'What you entered is lost.';
  if (change === 'create') return `The ${kind} is not created, and what you entered is lost.`;
  if (change === 'update') return `What Zoho has stays, and your change is lost.`;
  return `The ${kind} is not deleted, and comes back to the ${kind === 'event' ? 'calendar' : 'list'}.`;
}

/** Why a change was kept instead of being sent. */
export const keptText = (name: string, error: AppError | null): string =>
  error?.code === 'reconnect-needed'
    ? `Kept ${name}. It will be sent when you have reconnected.`
    : `Kept ${name}. It will be sent when Zoho can be reached.`;

/** What Disconnect takes with it. @param count changes that wait */
export const disconnectText = (count: number): { title: string; body: string } => {
  const [title, they] = count === 1 ? ['One change has not been sent', 'it is'] : [`${countText(count)} have not been sent`, 'they are'];
  const body =
    'Parley tries once more to send what it can. Where Zoho cannot be reached now, or something waits for your ' +
    `decision, ${they} lost.`;
  return { title, body };
};
