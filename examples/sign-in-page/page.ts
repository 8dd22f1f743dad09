import { Auth } from "./auth-fetch";
import { explainError, explainStatus } from "./explain";

/** What this page uses of a browser; the project's TypeScript knows no DOM. */
interface Element {
  textContent: string | null;
  disabled: boolean;
  hidden: boolean;
  className: string;
  addEventListener(type: "click", listener: () => void): void;
  append(...children: Element[]): void;
  prepend(child: Element): void;
}
declare const document: {
  getElementById(id: string): Element | null;
  createElement(name: string): Element;
};
declare const location: { readonly href: string; readonly origin: string; assign(url: string): void };
declare const history: { replaceState(data: null, unused: string, url: string): void };
declare const sessionStorage: ConstructorParameters<typeof Auth>[0]["page"]["storage"];

/** `config.json`: the stack's outputs `sign_in_url`, `web_client_id`, `api_endpoint`, and the full scopes. */
interface Config {
  readonly signInUrl: string;
  readonly clientId: string;
  readonly apiOrigin: string;
  readonly scopes: readonly string[];
  /** One of the client's callback URLs at which this page answers. @default the root of the page's own address */
  readonly redirectUri?: string;
  /** One of the client's sign-out URLs. @default the root of the page's own address */
  readonly logoutUri?: string;
  /** What the two buttons call. @default GET and POST /profile */
  readonly calls?: readonly Call[];
}

interface Call {
  readonly method: string;
  readonly path: string;
  /** The scope that the route requires. */
  readonly scope: string;
  readonly body?: string;
}

const BUTTONS = ["read", "write"] as const;

function element(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}`);
  return found;
}

function made(name: string, className: string, text: string): Element {
  const child = document.createElement(name);
  child.className = className;
  child.textContent = text;
  return child;
}

async function readConfig(): Promise<Config> {
  const answer = await fetch("config.json");
  if (!answer.ok) throw new Error("There is no config.json beside this page: the README says what to write into it.");
  return (await answer.json()) as Config;
}

/** One call and what became of it, above the earlier ones. */
function report(title: string, status: string, meaning: string, body: string): void {
  const entry = made("li", status.startsWith("2") ? "entry let-in" : "entry denied", "");
  entry.append(made("strong", "call", title), made("span", "status", status), made("p", "meaning", meaning));
  if (body !== "") entry.append(made("pre", "body", body));
  element("answers").prepend(entry);
  element("no-answers").hidden = true;
}

/** JSON in lines that can be read, anything else as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function showPerson(auth: Auth): void {
  const { person } = auth;
  element("who").textContent =
    person === undefined ? "Nobody is signed in." : `Signed in as ${person.name ?? person.email ?? person.sub}`;
  element("scopes").textContent =
    person === undefined ? "" : `The access token's scopes: ${auth.scopes.join(", ") || "none"}`;
  for (const id of [...BUTTONS, "sign-out"]) element(id).disabled = person === undefined;
  element("sign-in").disabled = person !== undefined;
}

function showProblem(text: string): void {
  element("problem").textContent = text;
  element("problem").hidden = text === "";
}

async function start(): Promise<void> {
  const config = await readConfig();
  const here = `${location.origin}/`;
  const auth = new Auth({
    ...config,
    redirectUri: config.redirectUri ?? here,
    fetch,
    page: {
      address: () => location.href,
      go: (url) => location.assign(url),
      show: (url) => history.replaceState(null, "", url),
      storage: sessionStorage,
      crypto,
      now: () => Date.now(),
      wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    },
  });

  // Full scopes are the API's identifier and a name, and the page is configured with one of them.
  const full = (name: string): string =>
    (config.scopes.find((each) => each.includes("/")) ?? "").replace(/[^/]*$/, name);
  const calls = config.calls ?? [
    { method: "GET", path: "/profile", scope: full("read") },
    { method: "POST", path: "/profile", scope: full("write") },
  ];
  const call = async ({ method, path, scope, body }: Call): Promise<void> => {
    const title = `${method} ${path}`;
    try {
      const sent = body === undefined ? {} : { body, headers: { "content-type": "application/json" } };
      const answer = await auth.fetch(path, { method, ...sent });
      const meaning = explainStatus(answer.status, scope, auth.scopes);
      report(title, String(answer.status), meaning, readable(await answer.text()));
    } catch (error) {
      report(title, "no answer", explainError(error), "");
    }
    showPerson(auth);
  };
  element("sign-in").addEventListener("click", () => void auth.signIn());
  BUTTONS.forEach((id, i) => {
    const one = calls[i];
    element(id).hidden = one === undefined;
    if (one === undefined) return;
    if (config.calls !== undefined) element(id).textContent = `${one.method} ${one.path}`;
    element(id).addEventListener("click", () => void call(one));
  });
  element("sign-out").addEventListener("click", () => void auth.signOut(config.logoutUri ?? here));

  try {
    await auth.resume();
  } catch (error) {
    showProblem(explainError(error));
  }
  showPerson(auth);
}

start().catch((error: unknown) => showProblem(error instanceof Error ? error.message : String(error)));
