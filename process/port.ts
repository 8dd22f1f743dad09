import { createServer } from "node:net";
import { UserError, systemCode } from "./user-error";

/** Everything here listens on the loopback only. */
export const LOOPBACK = "127.0.0.1";

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** A free port of the loopback: the wished one, else any. Refuses when the wished one is taken, or one that fetch and browsers don't call. */
export async function freePort(wished?: number): Promise<number> {
  try {
    const port = await listen(wished ?? 0);
    if (wished !== undefined && (await isBlocked(port))) throw Object.assign(new Error(), { code: "BLOCKED" });
    return port;
  } catch (error) {
    throw portTakenError(wished ?? 0, systemCode(error) ?? String(error));
  }
}

/** @param code of the system's error, or BLOCKED: fetch doesn't call it */
export function portTakenError(port: number, code: string): UserError {
  const why =
    code === "EADDRINUSE"
      ? "is taken"
      : code === "EACCES"
        ? "may not be opened by this user"
        : code === "BLOCKED"
          ? "is one that fetch and browsers refuse to call (https://fetch.spec.whatwg.org/#port-blocking)"
          : `can't be opened (${code})`;
  return new UserError(
    "port-taken",
    `Port ${String(port)} of ${LOOPBACK} ${why}.`,
    "Name another with --port N, or leave --port out for a free one.",
  );
}

/** Nothing listens there: fetch either says that, or that it doesn't call such a port. */
async function isBlocked(port: number): Promise<boolean> {
  const error: unknown = await fetch(`http://${LOOPBACK}:${String(port)}/`).catch((failure: unknown) => failure);
  return error instanceof Error && (error.cause as Partial<Error> | undefined)?.message === "bad port";
}
