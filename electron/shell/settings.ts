import { settingsSchema, type Settings } from '../../contract/domain.ts';
import type { Store } from '../ports.ts';

export const defaultSettings: Settings = {
  appearance: 'system',
  connectMethod: 'window',
  browserRedirectUri: 'http://127.0.0.1:8901/callback',
  includeWebinars: true,
  defaultDuration: 30 * 60_000,
  defaultTimeZone: null,
  agendaTimeZone: null,
  secondTimeZone: null,
  agendaLayout: 'day',
  participantZones: {},
  calendarChoices: {},
};

const key = 'settings';

export interface SettingsService {
  get(): Settings;
  update(patch: Partial<Settings>): Settings;
  onChange(listener: (settings: Settings) => void): void;
}

/** Settings in the store; a field that cannot be read takes its default, the others are kept. */
export function createSettings(store: Store): SettingsService {
  const listeners: ((settings: Settings) => void)[] = [];
  const stored = store.get(key);
  const read = { ...defaultSettings } as Record<string, unknown>;
  if (typeof stored === 'object' && stored !== null) {
    for (const [name, schema] of Object.entries(settingsSchema.shape)) {
      const field = schema.safeParse((stored as Record<string, unknown>)[name]);
      if (field.success) read[name] = field.data;
    }
  }
  let settings = settingsSchema.parse(read);
  return {
    get: () => settings,
    update(patch) {
      settings = settingsSchema.parse({ ...settings, ...patch });
      store.set(key, settings);
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
