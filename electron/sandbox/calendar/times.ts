/** Zoho Calendar's ways of writing dates and times (zoho-api.md 3.2 and 3.3). Instants are epoch milliseconds. */
import { instantOf, offsetAt, wallTimeAt } from '../zone-time.ts';
import type { WallTime } from '../zone-time.ts';

export const dayMs = 86_400_000;

/** A wall-clock time as the milliseconds it would be in UTC, so that days can be counted with plain arithmetic. */
export const asNumber = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

const asWall = (wall: number): WallTime => {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
};

export const wallOf = (instant: number, zone: string): number => asNumber(wallTimeAt(instant, zone));
export const instantOfWall = (wall: number, zone: string): number => instantOf(asWall(wall), zone);

/** `20260619T190000` of a wall-clock time. */
const writeWall = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** `20260619` */
export const writeDate = (wall: number): string => writeWall(wall).slice(0, 8);
/** `20260619T170000Z` */
export const writeUtc = (instant: number): string => `${writeWall(instant)}Z`;
/** `20260619T190000` */
export const writePlain = (instant: number, zone: string): string => writeWall(wallOf(instant, zone));

/** `20260619T190000+0200` */
export function writeLocal(instant: number, zone: string): string {
  const minutes = Math.round(offsetAt(instant, zone) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${writePlain(instant, zone)}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** Digits as a wall-clock time, or undefined where there is no such day or time. */
function readDigits(digits: string): number | undefined {
  const parts = [digits.slice(0, 4), ...(digits.slice(4).match(/../g) ?? [])].map(Number);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isFinite(wall) && writeWall(wall).replace('T', '').startsWith(digits) ? wall : undefined;
}

/** `20260619` as a wall-clock time. */
export const readDate = (text: string): number | undefined => (/^\d{8}$/.test(text) ? readDigits(text) : undefined);
/** `20260619T170000Z` as an instant. */
export const readUtc = (text: string): number | undefined =>
  /^\d{8}T\d{6}Z$/.test(text) ? readDigits(text.replace(/[TZ]/g, '')) : undefined;
/** `20260619T190000` as a wall-clock time. */
export const readPlain = (text: string): number | undefined =>
  /^\d{8}T\d{6}$/.test(text) ? readDigits(text.replace('T', '')) : undefined;
