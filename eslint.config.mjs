import tseslint from "typescript-eslint";
import importX from "eslint-plugin-import-x";

/** One row a rule: code under `target` must not import from `from`. Imports point one way (CONTRIBUTING.md shows the picture). */
const oneWay = [
  {
    target: "./posture",
    from: ["./constructs", "./functions", "./process", "./local", "./action", "./tools", "./main.ts"],
  },
  { target: "./constructs", from: ["./process", "./local", "./action", "./tools", "./main.ts"] },
  { target: "./functions", from: ["./constructs", "./process", "./local", "./action", "./tools", "./main.ts"] },
  { target: "./process", from: ["./constructs", "./functions", "./local", "./action", "./tools"] },
  { target: "./local", from: ["./tools", "./action"] },
  { target: "./action", from: ["./tools", "./constructs"] },
  // The claim check, which the deployed authorizer and posture share, is all that functions use of posture; process uses the root of all errors.
  { target: "./functions", from: ["./posture/!(claims)/**", "./posture/*.ts"] },
  { target: "./process", from: ["./posture/!(claims)/**", "./posture/*.ts"] },
  { target: "./posture/claims", from: ["./posture/!(claims)/**", "./posture/*.ts"] },
];

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "cdktf.out/",
      "**/dist/",
      "module/",
      ".work/",
      "__tests__/**/fixtures/**",
      "__tests__/types/invalid/**",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { typescript: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: oneWay }],
      "max-lines": ["error", 400],
    },
  },
  {
    // Only main.ts and tools/ touch the process.
    files: ["constructs/**/*.ts", "posture/**/*.ts"],
    ignores: ["posture/cli/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only main.ts and tools/ read the environment." },
      ],
    },
  },
  {
    // The next bindings are one file's change.
    files: ["constructs/**/*.ts"],
    ignores: ["constructs/bindings.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@cdktf/*", "@cdktn/*"], message: "Import the class from constructs/bindings." }] },
      ],
    },
  },
  {
    files: ["constructs/bindings.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^@cdktf/[a-z-]+(/lib/?)?$",
              message: "The root takes seconds to load: name the class's sub-path.",
            },
          ],
        },
      ],
    },
  },
  { files: ["**/*.js", "**/*.cjs", "**/*.mjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
