import { crc32, deflateRawSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

/** A member of a zip, as somebody may write it who means no good. */
export interface ZipMember {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Permissions and kind, as Unix has them. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
}

/** A zip of these members, with whatever names. */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100_644, isEncrypted = false } of members) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fileName = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 + (isEncrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, fileName, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.from('PK\u0001\u0002'), madeBy, common, rest, fileName);
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\u0005\u0006'), end]);
}

/** A tar of these members: a header alone, or with content. */
export async function makeTar(
  members: ReadonlyArray<readonly [header: Partial<Header> & { name: string }, content?: string]>,
): Promise<Buffer> {
  const tar = pack();
  for (const [header, content = ''] of members) tar.entry(header, content);
  tar.finalize();
  return Buffer.concat(await Array.fromAsync(tar as AsyncIterable<Buffer>));
}
