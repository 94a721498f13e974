import { Monitor, Moon, Sun } from 'lucide-react';
import type { Settings } from '../../../contract/domain.ts';
import { Choice, Switch } from '../../ui/choice.tsx';
import { Section } from './section.tsx';

const themes = [
  { id: 'system', name: 'System', icon: <Monitor size={15} aria-hidden /> },
  { id: 'light', name: 'Light', icon: <Sun size={15} aria-hidden /> },
  { id: 'dark', name: 'Dark', icon: <Moon size={15} aria-hidden /> },
] as const;

interface AppearanceProps {
  settings: Settings;
  onChange(part: Partial<Settings>): void;
}

export function AppearanceSection({ settings, onChange }: AppearanceProps) {
  return (
    <Section title="Appearance">
      <Choice
        label="Theme"
        inline
        value={settings.appearance}
        options={themes}
        onChange={(appearance) => onChange({ appearance })}
      />
      <Switch
        label="Single-key shortcuts"
        hint="J joins what is on or about to begin, ? shows all of them. Switch off when you dictate."
        isSelected={settings.singleKeys}
        onChange={(singleKeys) => onChange({ singleKeys })}
      />
    </Section>
  );
}
