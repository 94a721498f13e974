import { agenda } from './steps/agenda.ts';
import { changes } from './steps/changes.ts';
import { editing } from './steps/editing.ts';
import { firstRun } from './steps/first-run.ts';
import { leaving } from './steps/leaving.ts';
import { lists } from './steps/lists.ts';
import { making } from './steps/making.ts';
import { meetings } from './steps/meetings.ts';
import { palette } from './steps/palette.ts';
import { settings } from './steps/settings.ts';
import type { Step } from './step.ts';

/** The whole way, screen by screen: each begins where the one before it ended. */
export const steps: readonly Step[] = [
  ...firstRun,
  ...agenda,
  ...palette,
  ...meetings,
  ...making,
  ...editing,
  ...changes,
  ...lists,
  ...settings,
  ...leaving,
];
