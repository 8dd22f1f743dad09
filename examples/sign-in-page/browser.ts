/** What signing in needs of the browser; tests bring their own. */
export interface Page {
  /** The page's own address, with the query that the sign-in page left. */
  address(): string;
  /** Leaves for another page. */
  go(url: string): void;
  /** Replaces the shown address, without loading anything: a code must not stay in the history. */
  show(url: string): void;
  /** `sessionStorage`: it holds state and verifier until the way back, never tokens. */
  readonly storage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly crypto: {
    getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array;
    readonly subtle: { digest(algorithm: "SHA-256", data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> };
  };
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
