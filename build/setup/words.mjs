// @ts-check
/**
 * @param {number} ms
 * @returns {string} for example `12.4 s`, or `85 ms` below a second
 */
export const seconds = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
