import type { Page } from '@playwright/test';
import type { RunningApp } from '../../test/e2e/app.ts';

/** What a step may leave behind beside the app's own window. */
export interface Left {
  /** The page to take the picture of, when it is not Parley's own. */
  readonly page?: Page;
  /** Something that the picture does not show. */
  readonly note?: string;
}

/** One step: what the person does, and what must be seen then. `run` fails when it is not. */
export interface Step {
  /** For the picture's file name. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** Its picture is one of those the README shows. */
  readonly readme?: boolean;
  run(app: RunningApp): Promise<Left | void>;
}
