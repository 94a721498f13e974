import { ChevronLeft, ChevronRight, Globe } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { Settings } from '../../../contract/domain.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { usePopoverButton } from '../../ui/open-button.ts';
import { cityOf } from '../../ui/time.ts';
import type { AgendaLayout } from '../shell/route.ts';

const ZonesForm = later(() => import('./zones-form.tsx').then((module) => module.default));

const layouts: readonly { id: AgendaLayout; name: string }[] = [
  { id: 'day', name: 'Day' },
  { id: 'week', name: 'Week' },
  { id: 'list', name: 'List' },
];

interface AgendaHeadProps {
  layout: AgendaLayout;
  title: string;
  settings: Settings | undefined;
  /** This computer's zone, and the one the agenda is drawn in. */
  here: string;
  zone: string;
  /** Zones that settings name and that are not known any more. */
  lost: readonly string[];
  /** The button for what shows of calendars. */
  calendars: ReactNode;
  /** The button for a new one. */
  action: ReactNode;
  onLayout(layout: AgendaLayout): void;
  onPrevious(): void;
  onToday(): void;
  onNext(): void;
}

export function AgendaHead(props: AgendaHeadProps) {
  const { layout, title, settings, here, zone, lost, calendars, action } = props;
  const name = useId();
  const [zonesOpen, setZonesOpen] = useState(false);
  const zones = usePopoverButton(zonesOpen, setZonesOpen);
  return (
    <div className="agenda-head">
      <div className="agenda-bar">
        <h1 tabIndex={-1} className="agenda-name">
          <span className="words">Agenda</span>
        </h1>
        {layout !== 'list' && (
          <div className="agenda-steps">
            <IconButton label="Previous" icon={<ChevronLeft size={16} aria-hidden />} onPress={props.onPrevious} />
            <Button onPress={props.onToday}>Today</Button>
            <IconButton label="Next" icon={<ChevronRight size={16} aria-hidden />} onPress={props.onNext} />
          </div>
        )}
        <p className="agenda-span" aria-live="polite">
          {title}
        </p>
        {layout !== 'list' && settings && (
          <>
            <Button
              {...zones.button}
              variant="quiet"
              icon={<Globe size={14} aria-hidden />}
              className="agenda-zone"
            >
              <span className="sr-only">Time zones: </span>
              {cityOf(zone)}
            </Button>
            {zones.opened && <ZonesForm opened={zones.opened} settings={settings} here={here} />}
          </>
        )}
        {calendars}
        <div className="tabs" role="radiogroup" aria-label="Layout">
          {layouts.map(({ id, name: text }) => (
            <label key={id} className="tab agenda-layout" data-selected={id === layout ? '' : undefined}>
              <input
                type="radio"
                name={name}
                value={id}
                className="sr-only"
                checked={id === layout}
                onChange={() => props.onLayout(id)}
              />
              {text}
            </label>
          ))}
        </div>
        {action}
      </div>
      {lost.length > 0 && (
        <p className="agenda-lost" role="status">
          {lost.map((each) => `The time zone “${each}” is not known here. `)}
          {zone === here && 'The agenda is shown in this computer’s.'}
        </p>
      )}
    </div>
  );
}
