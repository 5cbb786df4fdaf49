#!/usr/bin/env node
/* The command `tolk`. Nothing may be imported statically here that an old Node cannot load. */
const oldest = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (['--version', '-V'].includes(process.argv[2] ?? '')) {
  const { packageVersion } = await import('../package-root.ts');
  process.stdout.write(`${packageVersion()}\n`);
} else if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `tolk: needs Node ${oldest.join('.')} or newer, this is ${process.versions.node}; ` +
      'install one from nodejs.org, or in this project: npm install node@24\n',
  );
  process.exitCode = 2;
} else {
  // Node keeps what it compiled between commands: each then begins in half the time.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { runProcess } = await import('./process.ts');
  await runProcess(process.argv.slice(2));
}

export {};
