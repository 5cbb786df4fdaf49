import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** Gives a command its description, flags and action. */
export type DefineCommand = (command: Command, io: CommandIo) => void;

/** A command as the program knows it before it is used: what it takes is loaded when it is. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

/** Commands that share a first word, such as `tolk batch …`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Printed after the help. */
  readonly examples: string;
  readonly commands: readonly CommandEntry[];
}
