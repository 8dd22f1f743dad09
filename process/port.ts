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

/** A free port of the loopback: the wished one, else any. Refuses when the wished one is taken. */
export async function freePort(wished?: number): Promise<number> {
  try {
    return await listen(wished ?? 0);
  } catch (error) {
    const code = systemCode(error) ?? String(error);
    const why =
      code === "EADDRINUSE"
        ? "is taken"
        : code === "EACCES"
          ? "may not be opened by this user"
          : `can't be opened (${code})`;
    throw new UserError(
      "port-taken",
      `Port ${String(wished)} of ${LOOPBACK} ${why}.`,
      "Name another with --port N, or leave --port out for a free one.",
    );
  }
}
