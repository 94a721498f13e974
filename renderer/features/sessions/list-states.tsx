import { CalendarCheck, Lock, Presentation, SearchX, TriangleAlert, Video } from 'lucide-react';
import type { Connection, Feature, Kind, ListStatus, ListType } from '../../../contract/domain.ts';
import type { AppError } from '../../../contract/result.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { featureInSentence, featureIs } from '../settings/scope-text.ts';
import { loadingText } from './freshness-text.ts';
import { kindWords } from './row-text.ts';

/** Nothing there, in the words of each list. */
export const emptyText: Record<Kind, Record<ListType, { title: string; body: string }>> = {
  meeting: {
    upcoming: { title: 'No meetings ahead', body: 'Meetings scheduled in Zoho show up here by themselves.' },
    past: { title: 'No past meetings', body: 'A meeting comes here once it is over.' },
    all: { title: 'No meetings yet', body: 'Meetings scheduled in Zoho show up here by themselves.' },
  },
  webinar: {
    upcoming: { title: 'No webinars ahead', body: 'Webinars scheduled in Zoho show up here by themselves.' },
    past: { title: 'No past webinars', body: 'A webinar comes here once it is over.' },
    all: { title: 'No webinars yet', body: 'Webinars scheduled in Zoho show up here by themselves.' },
  },
};

export function EmptyList({ kind, listType }: { kind: Kind; listType: ListType }) {
  const { title, body } = emptyText[kind][listType];
  return (
    <EmptyState icon={<CalendarCheck size={20} />} title={title}>
      {body}
    </EmptyState>
  );
}

export function NothingFound({ search, onClear }: { search: string; onClear(): void }) {
  return (
    <EmptyState
      icon={<SearchX size={20} />}
      title="Nothing found"
      actions={<Button onPress={onClear}>Clear search</Button>}
    >
      No topic, presenter or key holds “<bdi>{search}</bdi>”.
    </EmptyState>
  );
}

/** The list could not be read and nothing is kept from before. */
export function ListFailure({ error, isTold, onRetry }: { error: AppError; isTold: boolean; onRetry(): void }) {
  const { title, body } = wordsFor(error);
  return (
    <EmptyState
      {...(!isTold && { role: 'alert' as const })}
      icon={<TriangleAlert size={20} />}
      title={title}
      actions={<Button onPress={onRetry}>Try again</Button>}
    >
      {body}
    </EmptyState>
  );
}

export function NotPermitted({ feature, pending }: { feature: Feature; pending: Connection['pending'] }) {
  const flow = useConnectFlow();
  return (
    <EmptyState
      icon={<Lock size={20} />}
      title={`${featureIs(feature.id)} switched off`}
      actions={
        <Button
          variant="primary"
          isDisabled={flow.busy || pending !== null}
          onPress={() => void flow.begin({ sandbox: false, purpose: 'grant', feature: feature.id })}
        >
          Switch on {featureInSentence(feature.id)}
        </Button>
      }
    >
      {feature.state === 'left-out'
        ? `They were left out when you connected. Zoho asks you once more before Parley may read ${featureInSentence(feature.id)}.`
        : `Zoho did not grant everything that is needed for ${featureInSentence(feature.id)}. Ask again, or ask your Zoho administrator.`}
    </EmptyState>
  );
}

/** Stands where rows will stand, only while nothing at all is kept. */
export function ListSkeleton({ status }: { status: ListStatus }) {
  return (
    <div className="skeleton" aria-busy="true">
      <p className="sr-only">{loadingText(status)}</p>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className="skeleton-row" aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

export const NothingOpen = ({ kind }: { kind: Kind }) => (
  <div className="nothing-open">
    {kind === 'webinar' ? <Presentation size={22} aria-hidden /> : <Video size={22} aria-hidden />}
    <p>Choose a {kindWords[kind].one} to see its details</p>
  </div>
);
