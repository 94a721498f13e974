import { describe, expect, it } from 'vitest';
import { later } from '../../../electron/later.ts';

interface Service {
  double(value: number): Promise<number>;
}

describe('a service that is loaded later', () => {
  it('is loaded with the first call, once', async () => {
    let loads = 0;
    const service = later<Service>(
      async () => {
        loads += 1;
        return { double: async (value) => value * 2 };
      },
      { double: true },
    );
    expect(loads).toBe(0);
    expect(await Promise.all([service.double(1), service.double(2)])).toEqual([2, 4]);
    expect(await service.double(3)).toBe(6);
    expect(loads).toBe(1);
  });

  it('is tried again when it could not be loaded', async () => {
    let loads = 0;
    const service = later<Service>(
      async () => {
        loads += 1;
        if (loads === 1) throw new Error('no such file');
        return { double: async (value) => value * 2 };
      },
      { double: true },
    );
    await expect(service.double(1)).rejects.toThrow('no such file');
    expect(await service.double(1)).toBe(2);
  });

  it('keeps what the service itself refuses with, without loading it again', async () => {
    let loads = 0;
    const service = later<Service>(
      async () => {
        loads += 1;
        return { double: () => Promise.reject(new Error('too much')) };
      },
      { double: true },
    );
    await expect(service.double(1)).rejects.toThrow('too much');
    await expect(service.double(2)).rejects.toThrow('too much');
    expect(loads).toBe(1);
  });
});
