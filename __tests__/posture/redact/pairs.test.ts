import { planTextWithoutSecrets } from "../../../posture/redact/plan-text";
import { withoutPairs } from "../../../posture/redact/pairs";

/** Each holds `planted`, which must go, wherever it stands in the text of a plan. */
const SHAPES: readonly (readonly [string, string])[] = [
  ["a folded block scalar", "client_secret: >\n  planted\n  planted\nuser: kept"],
  ["a literal block scalar, stripped", "client_secret: |-\n  planted\n\n  planted\nuser: kept"],
  ["a block scalar of an item", "- client_secret: |2+ # why\n    planted\nuser: kept"],
  ["a value in the next line", "password:\n  planted"],
  ["items below a key", "passwords:\n- planted\n- planted"],
  ["YAML's name and value", "- name: DB_PASSWORD\n  value: planted"],
  ["two spaces", "password:  planted"],
  ["a tab", "password:\tplanted"],
  ["a space before the colon", '"password" : "planted"'],
  ["a doubled quotation mark", "password: 'pla''planted'"],
  ["an escaped quotation mark", String.raw`"password": "pla\"planted"`],
  ["JSON in a text", String.raw`{\"password\":\"planted\"}`],
  ["JSON in JSON in a text", String.raw`{\\\"password\\\":\\\"planted\\\"}`],
  ["an escaped quoted value", String.raw`password=\"planted\"`],
  ["entities", "&quot;password&quot;:&quot;planted&quot;"],
  ["a percent-encoded pair", "password%3Dplanted"],
  ["after an escaped line break", String.raw`user=a\npass=planted`],
  ["a comma in a word", "password=a,planted"],
  ["an ampersand in a word", "password=a&planted"],
  ["an apostrophe in a word", "password=a'planted"],
  ["a pair behind another's colon", "run: export DB_PASSWORD=planted"],
  ["a pair behind another's equals sign", "--from-literal=password=planted"],
  ["a flag in a quoted command", 'command: "tool --password=planted"'],
  ["mysql's -p", "mysql -u root -pplanted -e x"],
  ["docker login -p", "docker login -u me -p planted registry"],
  ["sshpass -p", "sshpass -p planted ssh host"],
  ["sqlcmd -P", "sqlcmd -S host -U sa -P planted"],
  ["redis-cli -a", "redis-cli -a planted ping"],
  ["curl -u", "curl -u me:planted https://a.example"],
  ["curl --user=", "curl --user=me:planted https://a.example"],
  ["openssl's pass:", "openssl rsa -passin pass:planted"],
  ["a password over a pipe", "echo planted | docker login --password-stdin"],
  ["chpasswd", "echo 'me:planted' | chpasswd"],
  ["htpasswd -b", "htpasswd -cb file me planted"],
  ["netrc", "machine a.example login me password planted"],
  ["redis' requirepass", "requirepass planted"],
  ["SQL's PASSWORD", "CREATE USER me WITH PASSWORD 'planted'"],
  ["a flag that goes on in the next line", "tool --password \\\n  planted"],
  ["PowerShell", '$env:DB_PASSWORD = "planted"'],
  ["JavaScript", 'const password = "planted";'],
  ["a default in JavaScript", 'const x = process.env.DB_PASSWORD ?? "planted";'],
  ["an index in Python", 'os.environ["DB_PASSWORD"] = "planted"'],
  ["a default in Python", 'os.getenv("DB_PASSWORD", "planted")'],
  ["Ruby", ':password => "planted"'],
  ["Go", 'password := "planted"'],
  ["a call", 'client.password("planted")'],
  ["TOML's text of several lines", 'password = """\nplanted\nplanted"""\nuser = 1'],
  ["a text that goes on", 'export PASSWORD="pla\nplanted"'],
  ["an element of XML", "<password>planted</password>"],
  ["an attribute of XML", '<add name="password" value="planted"/>'],
  ["an entry of XML", '<entry key="password">planted</entry>'],
  ["DB_PASS", "DB_PASS=planted"],
  ["Pwd of a connection string", "Server=a;Pwd=planted;"],
  ["AccountKey", "AccountName=a;AccountKey=planted=="],
  ["npm's _auth", "//registry/:_auth=planted"],
  ["a cookie", "Cookie: sid=planted"],
  ["another scheme of Authorization", "Authorization: Token planted"],
  ["a header without its name", "Bearer plantedplantedplanted"],
  ["a URL's password with a slash", "postgres://me:pla/planted@host/db"],
  ["Oracle's URL", "jdbc:oracle:thin:me/planted@host"],
  ["a webhook", "https://hooks.slack.com/services/T0/B0/planted"],
  ["a GitHub token", "ghp_plantedplantedplanted"],
  ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nplanted\n-----END RSA PRIVATE KEY-----\nuser: kept"],
  ["a private key in one line", String.raw`-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----`],
  ["a container's environment in one line", String.raw`[{\"name\":\"DB_PASSWORD\",\"value\":\"planted\"}]`],
];

const indented = (text: string, by: string) => text.replace(/^/gm, by);

test.each(SHAPES)("%s is masked in a heredoc, new or changed, and what follows stays", (_, shape) => {
  for (const mark of ["", "+ ", "- "]) {
    const plan = `  ~ data = <<-EOT\n${indented(shape, `        ${mark}`)}\n    EOT\n  + name = "kept"`;
    const text = planTextWithoutSecrets(plan);
    expect(text).not.toContain("planted");
    expect(text.split("\n").slice(-2)).toEqual(["    EOT", '  + name = "kept"']);
    expect(text.match(/kept/g)?.length).toBe(plan.match(/kept/g)?.length);
    // So that no committed file holds what looks like a password in a URL.
    if (mark === "+ ") expect(text.replace("://me:", ":// me:")).toMatchSnapshot();
  }
});

test.each([
  ["an item after its flag", '+ command = [\n    + "--password",\n    + "planted",\n    + "kept",\n  ]'],
  ["a changed item", '~ command = [\n      "--password",\n    - "planted",\n    + "planted",\n      "kept",\n  ]'],
  ["a block's name and value", '+ variable {\n    + name  = "DB_PASSWORD"\n    + value = "planted"\n  }\n+ x = "kept"'],
  [
    "a changed value",
    '~ variable {\n      name  = "DB_PASSWORD"\n    ~ value = "planted" -> "planted"\n  }\n+ x = "kept"',
  ],
  ["a name with a path", '+ "/app/db/password" = "planted"\n+ x = "kept"'],
  ["a header without a scheme", '+ "Authorization" = "planted"\n+ x = "kept"'],
  ["user data in base64", '+ user_data_base64 = "planted"\n+ x = "kept"'],
])("%s is masked, and what follows stays", (_, plan) => {
  const text = planTextWithoutSecrets(plan);
  expect(text).not.toContain("planted");
  expect(text).toContain("kept");
  expect(text).toMatchSnapshot();
});

test.each([
  '  + authorization = "AWS_IAM" -> "NONE"',
  '      + allow_headers = [\n          + "x-api-key",\n          + "content-type",\n        ]',
  '  + name  = "DB_HOST"\n  + value = "a.example"',
  '  + name  = "DB_PASSWORD"\n  + value = (known after apply)',
  "        docker run -p 8080:80 image",
  "        mkdir -p /srv/data",
  '  + uri = "http://a.example:8080/x@y"',
  '  + issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a"',
  '  + identity_source = "$request.header.Authorization"',
])("%s stays", (plan) => expect(planTextWithoutSecrets(plan)).toBe(plan));

test("a line without secrets stays, and a text that goes on names its end", () => {
  expect(withoutPairs("user=me")).toEqual({ text: "user=me" });
  expect(withoutPairs('token="a')).toEqual({ text: "token=(sensitive)", open: '"' });
});

test.each(["a", "a=", "a:", "://a:", "token=", "' ", "<a ", 'name="a" ', "eyJ", " -p", "))"])(
  "200 kB of %s take no longer than their length",
  (part) => {
    const start = process.cpuUsage().user;
    withoutPairs(part.repeat(200_000 / part.length));
    expect(process.cpuUsage().user - start).toBeLessThan(3_000_000);
  },
);
