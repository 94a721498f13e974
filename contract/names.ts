/**
 * The names of all calls and pushes, without zod, so that the preload stays small.
 * contract/api.ts fails to compile when a name here has no schema, or the other way round.
 */
export const callNames = [
  'getAppInfo',
  'getConnection',
  'saveClient',
  'connect',
  'cancelConnect',
  'connectSandbox',
  'disconnect',
  'dismissNotice',
  'openConsole',
  'copyRedirectUri',
  'getSettings',
  'updateSettings',
  'selfCheck',
  'listSessions',
  'refreshSessions',
  'listAgenda',
  'findSessions',
  'getSession',
  'startSession',
  'joinSession',
  'copyInvitation',
  'createSession',
  'updateSession',
  'deleteSessions',
  'undoDeletion',
  'stopDeletion',
  'dismissDeletion',
  'getDeletions',
  'getOutbox',
  'retryChange',
  'dropChange',
  'answerChange',
  'noteOnline',
  'takeLink',
  'getDraft',
  'keepDraft',
  'dropDraft',
  'listRegistrants',
  'registerPeople',
  'listAttendees',
  'saveRegistrants',
  'copyRegistrationLink',
  'getRequests',
] as const;
export type CallName = (typeof callNames)[number];

export const pushNames = [
  'connectionChanged',
  'settingsChanged',
  'sessionsChanged',
  'viewRequested',
  'commandRequested',
  'deletionsChanged',
  'outboxChanged',
  'linkOpened',
] as const;
export type PushName = (typeof pushNames)[number];

/** The channel of a call or push. */
export const channelOf = (name: CallName | PushName): string => `parley:${name}`;
/** The method of `window.parley` that subscribes to a push: `onConnectionChanged`. */
export const listenerOf = (name: PushName): `on${Capitalize<PushName>}` =>
  `on${name.charAt(0).toUpperCase()}${name.slice(1)}` as `on${Capitalize<PushName>}`;
