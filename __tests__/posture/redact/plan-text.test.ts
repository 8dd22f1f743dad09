import { MASK } from "../../../posture/redact/redact";
import { planTextWithoutSecrets } from "../../../posture/redact/plan-text";

const block = (lines: string) => `  + resource "aws_x" "y" {\n${lines}\n      + name = "kept"\n    }`;

test.each([
  ["a text", '      + password = "planted"'],
  ["a text that changes", '      ~ "API_KEY" = "planted" -> "planted" # forces replacement'],
  [
    "a heredoc",
    "      + private_key = <<-EOT\n            -----BEGIN\n            planted\n\n            planted\n        EOT",
  ],
  [
    "a heredoc that changes",
    "      ~ private_key = <<-EOT\n            line\n          - planted\n          + planted\n        EOT",
  ],
  [
    "a document",
    '      + secret_string = jsonencode(\n            {\n              + any = "planted"\n            }\n        )',
  ],
  ["a list", '      + passwords = [\n          + "planted",\n        ]'],
  ["a map", '      ~ tokens    = {\n          + "a" = "planted"\n        } -> (known after apply)'],
  [
    "a script",
    "      + user_data = <<-EOT\n            export DB_PASSWORD=planted\n            api_key: planted\n        EOT",
  ],
  ["a document inside a text", `      + data = "{'client_secret': 'planted'}"`],
  ["a URL", '      + url = "https://me:planted@a.example/?token=planted"'],
])("%s whose name says that it is secret is masked, and what follows stays", (_, lines) => {
  const text = planTextWithoutSecrets(block(lines));
  expect(text).not.toContain("planted");
  expect(text).toContain(MASK);
  expect(text.split("\n").slice(-2)).toEqual(['      + name = "kept"', "    }"]);
  expect(text).not.toMatch(/^\s*EOT$[^]*EOT$/m);
  expect(text).toMatchSnapshot();
});

test("what is no secret stays as it is, colours left out", () => {
  const lines = [
    '      + route_key            = "GET /items"',
    "      + access_token_validity = 60",
    "      + client_secret        = (known after apply)",
    '      + tags                 = {\n          + "team" = "a"\n        }',
    "Plan: 1 to add, 0 to change, 0 to destroy.",
  ].join("\n");
  expect(planTextWithoutSecrets(`\u001b[1m${lines}\u001b[0m`)).toBe(lines);
});

test("a long word takes no longer than its length", () => {
  const start = process.cpuUsage().user;
  planTextWithoutSecrets(`      + data = "${"a".repeat(200_000)}"`);
  expect(process.cpuUsage().user - start).toBeLessThan(2_000_000);
});

test("a changed heredoc or list shows neither value", () => {
  const plan = [
    "  ~ client_secret = <<-EOT",
    "        old",
    "    EOT -> <<-EOT",
    "        fresh",
    "    EOT",
    '  ~ passwords = "one" -> [',
    '      + "two",',
    "    ]",
    "  ~ name = 1 -> 2",
  ];
  expect(planTextWithoutSecrets(plan.join("\n")).split("\n")).toEqual([
    "  ~ client_secret = (sensitive)",
    "  ~ passwords = (sensitive)",
    "  ~ name = 1 -> 2",
  ]);
});

test.each([
  ['curl -H "Authorization: Bearer abc" https://x', 'curl -H "Authorization: Bearer (sensitive)" https://x'],
  ['+ authorization = "NONE"', '+ authorization = "NONE"'],
  ["api_key = abc", "api_key = (sensitive)"],
  ["~ password_length = 8 -> 12 # forces replacement", "~ password_length = 8 -> 12 # forces replacement"],
  ["+ secret_key = (known after apply)", "+ secret_key = (known after apply)"],
  ["password: two words", "password: (sensitive)"],
  ["mysql --password word --verbose", "mysql --password (sensitive) --verbose"],
])("%s", (line, expected) => expect(planTextWithoutSecrets(line)).toBe(expected));
