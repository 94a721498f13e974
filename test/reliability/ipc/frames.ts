/** Who may ask, and everybody else. */
import type { Invocation } from '../../../electron/ipc/serve.ts';

export const origin = 'app://parley';
/** The id of Parley's own window. */
export const ownWindow = 1;

export const page: Invocation = {
  sender: { id: ownWindow },
  senderFrame: { url: `${origin}/index.html#/meetings`, parent: null },
};

const at = (url: string): Invocation => ({ ...page, senderFrame: { url, parent: null } });
const gone = () => {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed');
};
const frame = { url: `${origin}/index.html`, parent: null };

export const strangers: readonly (readonly [name: string, event: Invocation])[] = [
  ['another window', { ...page, sender: { id: 2 } }],
  ['a window without a number', { ...page, sender: { id: NaN } }],
  ['no frame', { ...page, senderFrame: null }],
  ['a frame that was never there', { sender: page.sender } as unknown as Invocation],
  ['no sender', { senderFrame: frame } as unknown as Invocation],
  ['a sub-frame', { ...page, senderFrame: { ...frame, parent: frame } }],
  ['a sub-frame whose parent has gone', { ...page, senderFrame: { url: frame.url, parent: undefined } }],
  ['a frame that went while it was asked', Object.defineProperty({ ...page }, 'senderFrame', { get: gone })],
  ['a frame whose address went', { ...page, senderFrame: Object.defineProperty({ ...frame }, 'url', { get: gone }) }],
  ['a frame whose parent went', { ...page, senderFrame: Object.defineProperty({ ...frame }, 'parent', { get: gone }) }],
  ['a sender that went', Object.defineProperty({ ...page }, 'sender', { get: gone })],
  ['an address that is none', { ...page, senderFrame: { ...frame, url: 7 as unknown as string } }],
  ...[
    '', 'about:blank', 'about:srcdoc', 'null', 'app:', 'app://', 'app:///index.html', 'app:parley', 'apps://parley/',
    'app://parley.evil.test/', 'app://parley.', 'app://xparley/', 'app://PARLEY/', 'app://parley:80/', 'app://parley%2e/',
    'app://parley@evil.test/', 'app://parley\\@evil.test/', 'app://x:y@parley/', 'app://x@parley/', 'app://[parley]/',
    'app://evil.test/app://parley/', 'app://evil.test/#app://parley/', 'https://parley/', 'https://app/parley',
    'file:///parley/index.html', 'data:text/html,app://parley', 'blob:app://parley/1', 'javascript:app://parley',
    // With a Cyrillic letter.
    'app://p\u0430rley/', 'https://accounts.zoho.com/',
    `https://evil.test/?${'app://parley/'.repeat(10_000)}`,
  ].map((url) => [`the address ${url.slice(0, 40) || 'of nothing'}`, at(url)] as const),
];
