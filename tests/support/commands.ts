import { PassThrough, Readable } from 'node:stream';
import type { Command } from 'commander';
import { CommandIo } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';

/** The whole program, with nothing to run it in. */
export function loadProgram(): Promise<Command> {
  const io = new CommandIo({
    env: {},
    stdin: Readable.from([]),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    signal: new AbortController().signal,
  });
  return createProgram(io, 'all');
}

/** A command that does something, with the words that name it. */
export type Leaf = readonly [words: readonly string[], command: Command];

/** Every command of a program that does something. */
export function leaves(parent: Command, words: readonly string[] = []): Leaf[] {
  return parent.commands.flatMap((command): Leaf[] => {
    const path = [...words, command.name()];
    return command.commands.length > 0 ? leaves(command, path) : [[path, command]];
  });
}
