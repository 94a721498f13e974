/** Chromium's debugging protocol, plainly: Playwright keeps each page that it looks at in the foreground. */
export interface Devtools {
  /** Answers what the method answers; rejects with the words of a refusal. */
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  /** Of a page: the value of an expression. */
  evaluate(expression: string): Promise<unknown>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

async function connect(url: string): Promise<Devtools> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no connection to ${url}`)), { once: true });
  });
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result = {}, error } = JSON.parse(String(data)) as Message;
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  const send: Devtools['send'] = (method, parameters = {}) => {
    last += 1;
    const answer = Promise.withResolvers<Record<string, unknown>>();
    waiting.set(last, answer);
    socket.send(JSON.stringify({ id: last, method, params: parameters }));
    return answer.promise;
  };
  return {
    send,
    async evaluate(expression) {
      const { result } = (await send('Runtime.evaluate', { expression, returnByValue: true })) as { result?: { value?: unknown } };
      return result?.value;
    },
    close: () => socket.close(),
  };
}

export interface Target {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly webSocketDebuggerUrl: string;
}

const ask = async <T>(port: number, path: string): Promise<T> => (await fetch(`http://127.0.0.1:${port}/json/${path}`)).json() as Promise<T>;

export const pagesAt = async (port: number): Promise<readonly Target[]> =>
  (await ask<readonly Target[]>(port, 'list')).filter(({ type }) => type === 'page');
export const attach = (target: Target): Promise<Devtools> => connect(target.webSocketDebuggerUrl);
/** The browser itself, for what is not of one page. */
export const browserAt = async (port: number): Promise<Devtools> =>
  connect((await ask<{ webSocketDebuggerUrl: string }>(port, 'version')).webSocketDebuggerUrl);
