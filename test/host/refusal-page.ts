/** Permissions that DevTools cannot deny beforehand, by Electron's names. */
export const refusedInPage = ['fullscreen', 'pointerLock'];

/** Runs in every page before its own scripts: what these permissions stand for is refused, as Electron does. */
export function refuseInPage(permissions: readonly string[]): void {
  const refuse = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  const methods = [
    ...(permissions.includes('fullscreen') ? ['requestFullscreen', 'webkitRequestFullscreen', 'webkitRequestFullScreen'] : []),
    ...(permissions.includes('pointerLock') ? ['requestPointerLock'] : []),
  ];
  for (const name of methods) Object.defineProperty(Element.prototype, name, { value: refuse });
}
