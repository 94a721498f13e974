/** The privileged schemes of the app: registered once, before it is ready. */
export interface PrivilegedSchemes {
  register(schemes: Electron.CustomScheme[]): void;
  /** From now on registering throws. */
  close(): void;
}

export function makeSchemes(): PrivilegedSchemes {
  let open = true;
  return {
    register() {
      if (!open) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    },
    close() {
      open = false;
    },
  };
}

export const privileged = makeSchemes();
