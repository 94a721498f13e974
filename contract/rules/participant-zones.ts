/** Whose time zone is remembered: by address in lower case, the latest last. */

/** Beyond these the oldest are forgotten. */
export const mostParticipantZones = 500;

export type ParticipantZones = Readonly<Record<string, string>>;

/** The remembered zone of an address, or null. */
export const zoneOf = (zones: ParticipantZones, address: string): string | null => {
  const key = address.toLowerCase();
  return Object.hasOwn(zones, key) ? (zones[key] ?? null) : null;
};

/** The record with one address changed. @param zone IANA id, or null to forget it */
export function rememberZone(zones: ParticipantZones, address: string, zone: string | null): Record<string, string> {
  const key = address.toLowerCase();
  const others = Object.entries(zones).filter(([each]) => each !== key);
  const all = zone === null ? others : [...others, [key, zone] as const];
  return Object.fromEntries(all.slice(-mostParticipantZones));
}
