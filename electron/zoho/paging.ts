/**
 * Reads a listing to its end although Zoho does not say what `index` means, how large a page may be, or whether
 * `count` is a total (zoho-api.md 2.3 and section 7, rule 5). Pure of HTTP: pages come from a function.
 */
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';

/** What `index` counts: records (1, 101, 201) or pages (1, 2, 3). */
export type PagingMode = 'record' | 'page';

export interface Page<T> {
  /**
   * The same each time. They may be made when they are first asked for: the next pages are on their way by then. Not a
   * getter: with each page V8 would make a shape of its own for it, and the shape would hold the page.
   */
  rows(): readonly T[];
  /** Rows that stood in the page, those that could not be read included. */
  size: number;
  /** `count`, null when missing. */
  total: number | null;
  /** Of the answer, for the limit of a whole listing. */
  characters?: number;
}

export interface PagingRequest<T> {
  fetchPage(index: number): Promise<Result<Page<T>>>;
  /** What tells one row from another, the same whenever the row is read. */
  identityOf(row: T): string;
  /** How this server was found to count before, or null. */
  mode: PagingMode | null;
  /** What is held of a page's rows until the end, at the same places: a row, or one that says as much and is held already. */
  held?(rows: readonly T[]): readonly T[];
  onPage(loaded: number, expected: number | null): void;
}

export interface PagingResult<T> {
  /** Every row once, in the order received. */
  rows: readonly T[];
  /** The listing was read to its end, and nothing moved while it was read. */
  complete: boolean;
  /** What was found out about the server; null when one page was all there is. */
  mode: PagingMode | null;
}

/** Readings of one listing before what moves under our hands is taken as it is. */
const maxReadings = 3;
/** A server that always has another page must come to an end too: after so many of few rows, or with the limits below. */
const maxPages = 1_000;
const fewRows = 15;
/** Far more than is asked for; a server that ignores `count` may send a whole listing at once. */
export const mostInPage = 10_000;
/** What one reading of a listing may hold, so that no server can fill the memory: 100,000 sessions, and some room. */
const mostRows = 120_000;
/** Any listing may have so many, and more with each row: with the longest links and no agenda a session has some 1,100. */
const mostCharacters = 24 * 1024 * 1024;
const charactersInRow = 1_400;
/** Pages asked for at once, while another is gone through: Zoho need not wait for Parley, nor is it hurried. */
const mostAhead = 4;

/** One walk through the pages. */
interface Walk<T> {
  readonly rows: Map<string, T>;
  /** Rows that stood in the pages so far. */
  received: number;
  /** The largest page so far: what the server gives at most. */
  pageSize: number;
  /** `count`, once it is known to be a total. */
  total: number | null;
  unreadable: number;
  /** Rows that came again beside new ones. */
  again: number;
  /** Rows came again, or the total changed: the listing moved while its pages were read. */
  moved: boolean;
  /** A short, empty or refused page was seen. */
  sawEnd: boolean;
}

/** Errors: those of `fetchPage`, `bad-answer` when the listing does not end. */
export async function readPages<T>(request: PagingRequest<T>): Promise<Result<PagingResult<T>>> {
  const found = new Map<string, T>();
  let mode = request.mode;
  let before: ReadonlySet<string> | undefined;
  for (let reading = 1; ; reading++) {
    const read = await readOnce(request, mode);
    if (!read.ok) return read;
    const { walk, ended } = read.value;
    mode = read.value.mode;
    const complete = ended && walk.unreadable === 0;
    // A reading that nothing disturbed, or that a second one confirms, stands for itself.
    if (!walk.moved || sameRows(before, walk.rows)) return ok({ rows: [...walk.rows.values()], complete, mode });
    before = new Set(walk.rows.keys());
    for (const [key, row] of walk.rows) found.set(key, row);
    if (reading === maxReadings) return ok({ rows: [...found.values()], complete: false, mode });
  }
}

const sameRows = (before: ReadonlySet<string> | undefined, rows: ReadonlyMap<string, unknown>): boolean =>
  before !== undefined && before.size === rows.size && [...rows.keys()].every((key) => before.has(key));

interface Reading<T> {
  walk: Walk<T>;
  /** The end of the listing was reached, by every sign there is. */
  ended: boolean;
  mode: PagingMode | null;
}

/** As the request, but that the pages together have a limit. */
function limited<T>(request: PagingRequest<T>): PagingRequest<T> {
  let rows = 0;
  let characters = 0;
  return {
    ...request,
    async fetchPage(index) {
      const page = await request.fetchPage(index);
      if (!page.ok) return page;
      rows += page.value.size;
      characters += page.value.characters ?? 0;
      const isTooMuch = rows > mostRows || characters > mostCharacters + rows * charactersInRow;
      return isTooMuch ? fail('bad-answer', 'the listing is too long') : page;
    },
  };
}

async function readOnce<T>(given: PagingRequest<T>, known: PagingMode | null): Promise<Result<Reading<T>>> {
  const request = limited(given);
  const first = await request.fetchPage(1);
  if (!first.ok) return first;
  const begin = () => {
    const walk: Walk<T> = {
      rows: new Map(), received: 0, pageSize: 0, total: null, unreadable: 0, again: 0, moved: false, sawEnd: false,
    };
    take(request, walk, first.value);
    walk.total = isTotal(first.value) ? first.value.total : null;
    return walk;
  };
  const opening = begin();
  request.onPage(opening.rows.size, opening.total);
  if (first.value.size === 0 || isAll(opening))
    return ok({ walk: opening, ended: isAll(opening) || opening.total === null, mode: known });

  const likely = known ?? 'record';
  const other: PagingMode = likely === 'record' ? 'page' : 'record';
  const walk = begin();
  const walked = await follow(request, walk, likely, known !== null);
  if (!walked.ok) return walked;
  // Page numbers prove themselves at page 2, record numbers only by a total: a page-counting server gives an early
  // end for a high index, too.
  if (isAll(walk) || (walk.total === null && likely === 'page' && walk.sawEnd))
    return ok({ walk, ended: true, mode: likely });

  const second = begin();
  const tried = await follow(request, second, other, false);
  if (!tried.ok) return tried;
  const gained = second.rows.size - walk.rows.size;
  const [best, mode] = gained > 0 || (gained === 0 && second.sawEnd) ? [second, other] : [walk, likely];
  const isProven = best.rows.size > opening.rows.size;
  return ok({
    walk: best,
    ended: isAll(best) || (best.total === null && best.sawEnd),
    mode: isProven ? mode : known,
  });
}

/**
 * `count` is believed to be a total, unless it equals a page that may be cut at a server's limit (20, 50, 100): then
 * it may be the size of the page.
 */
function isTotal<T>({ total, size }: Page<T>): boolean {
  if (total === null || total < size) return false;
  return total > size || size === 0 || size % 5 !== 0;
}

/** Everything that the total announces was there, in whatever form. */
const isAll = <T>(walk: Walk<T>): boolean =>
  walk.total !== null && walk.rows.size + walk.unreadable + walk.again >= walk.total;

/** Adds a page and answers how many of its rows were new. */
function take<T>({ identityOf, held = (rows) => rows }: PagingRequest<T>, walk: Walk<T>, page: Page<T>): number {
  const before = walk.rows.size;
  const rows = page.rows();
  held(rows).forEach((row, at) => {
    const identity = identityOf(rows[at] ?? row);
    if (!walk.rows.has(identity)) walk.rows.set(identity, row);
  });
  const news = walk.rows.size - before;
  walk.received += page.size;
  walk.pageSize = Math.max(walk.pageSize, page.size);
  walk.unreadable += page.size - rows.length;
  if (news > 0 && news < rows.length) {
    walk.again += rows.length - news;
    walk.moved = true;
  }
  return news;
}

/**
 * Walks on from the first page until nothing new comes. `certain`: the server is known to count this way, so that an
 * error is an error; otherwise a refused index only tells that it does not.
 */
async function follow<T>(
  request: PagingRequest<T>,
  walk: Walk<T>,
  mode: PagingMode,
  certain: boolean,
): Promise<Result<undefined>> {
  const ahead = createAhead(request);
  /** Asks for what follows the pages up to this one. */
  const askOn = (number: number, after: number, size: number) =>
    ahead.ask(Math.ceil(((walk.total ?? 0) - after) / size), (step) => (mode === 'record' ? 1 + after + step * size : number + 1 + step));
  if (certain) askOn(1, walk.received, walk.pageSize);
  for (let number = 2; number <= maxPages || walk.rows.size >= number * fewRows; number++) {
    const index = mode === 'record' ? 1 + walk.received : number;
    const answer = await ahead.page(index);
    if (!answer.ok) {
      if (certain || !refusesIndex(answer.error)) return answer;
      walk.sawEnd = true;
      return ok(undefined);
    }
    const page = answer.value;
    const isShort = page.size < walk.pageSize;
    // The way of counting has held so far, and more is to come: it is asked for before this page is gone through.
    if ((certain || number > 2) && !isShort) askOn(number, walk.received + page.size, page.size);
    if (mode === 'page' && number === 2 && overlaps(request, walk, page)) return ok(undefined);
    const news = take(request, walk, page);
    if (walk.total !== null && page.total && page.total !== walk.total) {
      walk.total = null;
      walk.moved = true;
    }
    request.onPage(walk.rows.size, walk.total);
    if (isAll(walk)) return ok(undefined);
    if (page.size === 0 || (isShort && walk.total === null)) walk.sawEnd = true;
    if (news === 0 || (isShort && walk.total === null)) return ok(undefined);
  }
  return fail('bad-answer', 'the listing has no end');
}

/** Pages that are on their way before the one in hand is gone through. */
function createAhead<T>(request: PagingRequest<T>) {
  const coming: { readonly index: number; readonly answer: Promise<Result<Page<T>>> }[] = [];
  let isRegular = true;
  return {
    page(index: number): Promise<Result<Page<T>>> {
      const next = coming.shift();
      if (next?.index === index) return next.answer;
      // A page was not as long as those before: what was asked for begins at the wrong row, and guessing ends.
      if (next) isRegular = false;
      return request.fetchPage(index);
    },
    /** Asks for the next ones, at most so many. */
    ask(count: number, indexOf: (step: number) => number): void {
      if (!isRegular) return;
      for (let step = coming.length; step < Math.min(count, mostAhead); step++) {
        const index = indexOf(step);
        const answer = request.fetchPage(index);
        // Perhaps nobody will wait for it.
        answer.catch(() => undefined);
        coming.push({ index, answer });
      }
    },
  };
}

/** With record numbers, index 2 repeats the first page but one row; with page numbers it hardly repeats any. */
function overlaps<T>({ identityOf }: PagingRequest<T>, walk: Walk<T>, page: Page<T>): boolean {
  const rows = page.rows();
  const seen = rows.filter((row) => walk.rows.has(identityOf(row))).length;
  return seen > 0 && seen * 2 >= rows.length;
}

const refusesIndex = ({ code }: AppError): boolean => code === 'rejected' || code === 'not-found';
