/** Read by the page before its own scripts: writes down each timer that fires, when (epoch ms) and where it was set. */
(() => {
  const fired = [];
  window.benchTimers = fired;
  const site = () => (new Error('timer').stack ?? '').split('\n').slice(3, 6).join(' ');
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
    const plain = window[name].bind(window);
    window[name] = (work, ...more) => {
      const from = `${name} ${site()}`;
      return plain((...given) => {
        fired.push({ at: Date.now(), site: from });
        return work(...given);
      }, ...more);
    };
  }
})();
