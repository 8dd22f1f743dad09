/** What the table's expressions are generated from: texts, numbers, lists and maps of every odd kind. */

export const q = (text: string): string => JSON.stringify(text).replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");

export const TEXTS = [
  "",
  "a",
  "Hello World",
  "http://x/http:",
  "a.b.c",
  "<&>",
  "ünïcode",
  "😀 e\u0301",
  "line\nbreak\n",
  " x ",
  "true",
  "5",
  "05",
  "0",
  "1",
  "1e3",
  "${x}",
  "tab\tx",
  "\u2028",
  "ß",
  "a-b_c",
  '"q"\\',
];
export const NUMBERS = [
  "0",
  "1",
  "-1",
  "5",
  "1.5",
  "0.1",
  "2.50",
  "100",
  "1e3",
  "123456789012345678901",
  "0.30000000000000004",
  "1e21",
  "0.0000001",
];
export const LISTS = [
  "[]",
  '["b","a","b"]',
  '[1, "a"]',
  "[1, 2, 10]",
  '[true, "x"]',
  '[null, "a", ""]',
  '[["a"], ["b", ["c"]]]',
  'tolist(["b","a"])',
  'toset(["b","a","b"])',
  "toset([10, 9, 1])",
  "[{a = 1}, {a = 2}]",
  "[{a = 1}, {b = 2}]",
  "[{a = 1}, {a = null}]",
  '["ä","z","😀"]',
  'tolist([1, "2"])',
  'toset(["z","ä","\uffee","😀"])',
];
export const MAPS = [
  "{}",
  "{b = 1, a = 2}",
  '{a = "x", b = 1}',
  '{"k k" = ["a"], z = null}',
  'tomap({a = 1, b = "2"})',
  "{a = {b = {c = true}}}",
  '{a = {x = null, y = 1}, b = {x = "x", y = 2}}',
  '{for v in ["x","y"] : v => upper(v)}',
  '{"10" = 1, "9" = 2, "😀" = 3, "\uffee" = 4}',
];
export const ANY = [...TEXTS.map(q), ...NUMBERS, "true", "false", "null", ...LISTS, ...MAPS];

export const each = (values: readonly string[], ...makes: ((value: string) => string)[]): string[] =>
  values.flatMap((value) => makes.map((make) => make(value)));

export const fn = (name: string) => (value: string) => `${name}(${value})`;

export const pairs = (a: readonly string[], b: readonly string[], make: (x: string, y: string) => string): string[] =>
  a.flatMap((x) => b.map((y) => make(x, y)));

export const PATTERNS = [
  "/^http:/",
  "/a|b/",
  "/[a-z]+/",
  "/(l+)(o)/",
  "/\\\\s/",
  "/x?/",
  "/./",
  "/(?i)A/",
  "http:",
  "l",
  "/",
  "//",
  "/a",
  "/\\\\bW/",
  "/[^.]+$/",
  "/l{2}/",
  "/(?P<n>l)/",
];
export const REPLACEMENTS = ["", "-", "$1", "${1}x", "$1x", "$$", "[$0]", "$2$1", "$n"];
export const FORMATS = [
  '"%s"',
  '"%d"',
  '"%03d"',
  '"%5s|"',
  '"%-5s|"',
  '"%v"',
  '"%t"',
  '"%%"',
  '"%q"',
  '"%x"',
  '"%.2f"',
  '"%s%s"',
  '"%[1]s"',
  '"%+d"',
  '"%6.2f"',
  '"100%%: %s"',
  '"%#v"',
  '"%05s"',
  '"%-05d"',
];
