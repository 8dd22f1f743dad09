import tseslint from "typescript-eslint";

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
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
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
