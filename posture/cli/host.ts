import { fstatSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { InputError, MAX_BYTES, refuseTooLarge } from "../model/read";
import { UsageError, type Host } from "./command";

/** The real process: its streams, its files, its clock. */
export function processHost(): Host {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => (isFile(stdout.fd) ? writeWhole(stdout.fd, text) : void stdout.write(text)),
    err: (text) => void stderr.write(text),
    read: (file) => (file === "-" ? readStandardInput() : readFile(file)),
    // https://no-color.org: any value but the empty one turns colour off.
    colour: stdout.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    today: new Date().toISOString().slice(0, 10),
  };
}

/** Everything but a terminal, a pipe and a socket. */
function isFile(descriptor: number): boolean {
  const kind = fstatSync(descriptor);
  return !(kind.isFIFO() || kind.isSocket()) && process.stdout.isTTY !== true;
}

/** Node's own stream takes half a write for a whole one: on a full disk it leaves a page cut in two, and success. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
  } catch (error) {
    throw new Error(`The output can't be written whole: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readFile(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      refuseTooLarge(size);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new UsageError(`There is no file ${file}.`);
    if (code === "EISDIR") throw new UsageError(`${file} is a folder; give the plan's JSON inside it.`);
    if (code === "EACCES") throw new UsageError(`${file} may not be read.`);
    throw error;
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    refuseTooLarge(size, MAX_BYTES);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
