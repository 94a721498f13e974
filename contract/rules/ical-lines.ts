/** From pieces of a text to content lines (RFC 5545 section 3.1), in time linear in the text. */
import { icalLimits } from './ical-limits.ts';
import { unquoteParameter } from './ical-text.ts';

export interface LineReader {
  /** A piece of the text; it may end anywhere, also between CR and LF. */
  push(text: string): void;
  end(): void;
}

/**
 * Lines may end with CRLF, LF or CR; a line that begins with a space or a tab goes on with the one before.
 *
 * @param onLine gets each unfolded line with the number of its first one, from 1, and whether its rest was left out
 */
export function createLineReader(onLine: (line: string, number: number, isCut: boolean) => void): LineReader {
  let number = 0;
  /** What is known of the line that the piece ended in. */
  let open = '';
  let endedWithCr = false;
  let line: string | null = null;
  let first = 0;
  let isCut = false;

  const emit = () => {
    if (line !== null && line !== '') onLine(line, first, isCut);
    line = null;
    isCut = false;
  };
  const add = (text: string) => {
    const room = icalLimits.line - (line ?? '').length;
    if (text.length > room) isCut = true;
    line = (line ?? '') + (text.length > room ? text.slice(0, room) : text);
  };
  const take = (text: string) => {
    number += 1;
    if (line !== null && (text.startsWith(' ') || text.startsWith('\t'))) return add(text.slice(1));
    emit();
    first = number;
    return add(number === 1 ? text.replace(/^\uFEFF/, '') : text);
  };
  /** One more character than a line may have, so that it is told that there were more. */
  const keep = (text: string) => {
    open += text.slice(0, Math.max(0, icalLimits.line + 2 - open.length));
  };

  return {
    push(text) {
      let from = endedWithCr && text.startsWith('\n') ? 1 : 0;
      if (text !== '') endedWithCr = text.endsWith('\r');
      const ends = /\r\n?|\n/g;
      ends.lastIndex = from;
      for (let end = ends.exec(text); end; end = ends.exec(text)) {
        keep(text.slice(from, end.index));
        take(open);
        open = '';
        from = ends.lastIndex;
      }
      keep(text.slice(from));
    },
    end() {
      if (open !== '') take(open);
      open = '';
      emit();
    },
  };
}

export interface IcalProperty {
  /** In capitals. */
  readonly name: string;
  /** By name in capitals; the first one where a name comes twice. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const mostParameters = 50;

/** The name alone, in capitals; empty when the line is no property. */
export function nameOf(line: string): string {
  const name = /^[ \t]*([A-Za-z0-9-]{1,80})[ \t]*[;:]/.exec(line)?.[1];
  return name?.toUpperCase() ?? '';
}

/** `NAME;PARAMETER="a:b",c;OTHER=d:value`; null when there is no value. A quotation mark without its twin is a letter. */
export function readProperty(line: string): IcalProperty | null {
  return split(line, true) ?? split(line, false);
}

function split(line: string, withQuotes: boolean): IcalProperty | null {
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"' && withQuotes) isQuoted = !isQuoted;
    if (isQuoted || (character !== ';' && character !== ':')) continue;
    if (parts.length <= mostParameters) parts.push(line.slice(from, at));
    from = at + 1;
    if (character === ':') return propertyOf(parts, line.slice(from));
  }
  return null;
}

function propertyOf([name = '', ...rest]: readonly string[], value: string): IcalProperty {
  const parameters = new Map<string, string>();
  for (const each of rest) {
    const equals = each.indexOf('=');
    const key = each.slice(0, Math.max(equals, 0)).trim().toUpperCase();
    if (key !== '' && !parameters.has(key)) parameters.set(key, unquoteParameter(each.slice(equals + 1).trim()));
  }
  return { name: name.trim().toUpperCase(), parameters, value };
}
