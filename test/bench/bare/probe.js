/**
 * Read by the page before its own scripts, in the bench's copy of the app: looks in each frame until the first screen
 * is painted, presses a key as soon as it is, looks until that shows, and tells the time in the title (epoch ms).
 */
(() => {
  const after = (frames, then) => (frames === 0 ? then() : requestAnimationFrame(() => after(frames - 1, then)));
  const until = (look, then) => {
    const found = look();
    return found ? then(found) : requestAnimationFrame(() => until(look, then));
  };
  const tell = () => {
    const words = `bench ${performance.timeOrigin + performance.now()}`;
    // The app may set its own title later.
    setInterval(() => (document.title = words), 50);
    document.title = words;
  };
  /** The arrow moves the focus, with its ring, to the next meeting. */
  const inAgenda = (part) => {
    part.focus();
    part.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    until(() => document.activeElement !== part && document.activeElement?.matches('.part-button'), () => after(1, tell));
  };
  /** What is typed stays, and the button that was of no use before is of use: the form has heard of it. */
  const onConnect = (field) => {
    field.focus();
    document.execCommand('insertText', false, '1000.BENCH');
    after(1, () => until(() => field.value === '1000.BENCH', () => after(1, tell)));
  };
  until(
    () => document.querySelector('.part-button[tabindex="0"], input[name="clientId"]'),
    (first) => after(2, () => (first.matches('input') ? onConnect : inAgenda)(document.querySelector('.part-button[tabindex="0"]') ?? first)),
  );
})();
