// @ts-check
/**
 * Whether a window can be shown: only Linux runs without a display.
 * @param {{ platform: string, env: NodeJS.ProcessEnv }} machine
 */
export const hasDisplay = ({ platform, env }) =>
  platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
