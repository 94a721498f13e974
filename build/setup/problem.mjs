// @ts-check
/** Something that set-up cannot put right by itself: what is wrong, and what the person can do next. */
export class SetupError extends Error {
  /**
   * @param {string} message one plain sentence
   * @param {string} nextStep what to do about it
   */
  constructor(message, nextStep) {
    super(message);
    this.nextStep = nextStep;
  }
}

/**
 * @param {SetupError} error
 * @returns {string} the text for the terminal
 */
export const explain = (error) => `\nSet-up stopped: ${error.message}\nNext step: ${error.nextStep}\n`;
