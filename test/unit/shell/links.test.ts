import { expect, it } from 'vitest';
import type { AppLink } from '../../../contract/domain.ts';
import { createLinks } from '../../../electron/shell/links.ts';

function build() {
  const lines: string[] = [];
  let told = 0;
  const log = (message: string, facts?: Record<string, unknown>) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const links = createLinks({
    read: (url): AppLink => (url.startsWith('parley://meeting/') ? { type: 'session', kind: 'meeting', key: url.slice(17) } : { type: 'unknown' }),
    onLink: () => void (told += 1),
    log: { info: log, warn: log, error: log },
  });
  return { links, lines, told: () => told };
}

it('holds the last link until it is taken, once', () => {
  const { links, told } = build();
  links.open('parley://meeting/1');
  links.open('parley://meeting/2');
  expect(told()).toBe(2);
  expect(links.take()).toEqual({ type: 'session', kind: 'meeting', key: '2' });
  expect(links.take()).toBeNull();
});

it('finds the one link on a command line, wherever it stands', () => {
  const { links } = build();
  links.openFrom(['/opt/Parley/parley', '--no-sandbox', 'parley://meeting/3']);
  expect(links.take()).toMatchObject({ key: '3' });
  links.openFrom(['parley://meeting/0', '--flag']);
  expect(links.take()).toBeNull();
});

it('takes two links for none', () => {
  const { links } = build();
  links.openFrom(['parley', 'parley://meeting/3', 'parley://meeting/4']);
  expect(links.take()).toEqual({ type: 'unknown' });
});

it('writes nothing of the link into the log', () => {
  const { links, lines } = build();
  links.open('parley://oauth/callback?code=1000.secret');
  expect(lines).toEqual(['a link was opened {"type":"unknown"}']);
});
