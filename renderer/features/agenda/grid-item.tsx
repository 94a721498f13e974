import { Presentation, Repeat } from 'lucide-react';
import { type PointerEvent, memo } from 'react';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Placed } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import type { Phase } from '../sessions/phase.ts';
import { topicOf } from '../sessions/row-text.ts';
import type { SessionPart } from './grid-model.ts';
import { partName, pendingText } from './grid-text.ts';
import { type Moving, movingSession } from './moving.ts';
import { PartBox, type PartProps } from './part-box.tsx';

interface GridItemProps extends PartProps {
  placed: Placed<SessionPart>;
  time: TimeText;
  phase: Phase;
  isNext: boolean;
  onOpen(row: SessionRow): void;
  onGrab(event: PointerEvent, what: Moving, mode: 'move' | 'resize'): void;
}

/** A meeting or webinar among the hours. */
export const GridItem = memo(function GridItem({ time, phase, onOpen, onGrab, ...part }: GridItemProps) {
  const { row, before, after } = part.placed.item;
  const { kind, startsAt, duration, recurring } = row;
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
      onGrab={(press, mode) => onGrab(press, movingSession(row), mode)}
    />
  );
});
