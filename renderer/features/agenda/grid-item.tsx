import { Presentation, Repeat } from 'lucide-react';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { phaseOf } from '../sessions/phase.ts';
import { topicOf } from '../sessions/row-text.ts';
import type { SessionPart } from './grid-model.ts';
import { partName, pendingText } from './grid-text.ts';
import { PartBox, type PartProps } from './part-box.tsx';

interface GridItemProps extends PartProps {
  placed: Placed<SessionPart>;
  time: TimeText;
  now: number;
  isNext: boolean;
  onOpen(row: SessionRow): void;
}

/** A meeting or webinar among the hours. */
export function GridItem({ time, now, onOpen, ...part }: GridItemProps) {
  const { row, before, after } = part.placed.item;
  const { kind, startsAt, duration, recurring } = row;
  const phase = phaseOf(row, now);
  const pending = pendingText(row);
  const said = [
    kind === 'webinar' ? 'Webinar' : 'Meeting',
    before && 'Began the day before',
    after && 'Goes on the next day',
    phase === 'now' && 'Running',
    part.isNext && 'Next',
    recurring && 'Repeats',
    pending,
  ];
  return (
    <PartBox
      {...part}
      className={`part-${kind} part-${phase}`}
      name={partName(row, time)}
      topic={topicOf(row)}
      start={startsAt === null ? '' : time.time(startsAt)}
      range={startsAt === null ? '' : time.range(startsAt, duration)}
      notes={said.filter(Boolean).join('. ')}
      pending={pending}
      signs={
        <>
          {kind === 'webinar' && <Presentation size={11} aria-hidden />}
          {recurring && <Repeat size={10} aria-hidden />}
        </>
      }
      onOpen={() => onOpen(row)}
    />
  );
}
