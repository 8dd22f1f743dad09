import { readOn, type Bounds, type Fact, type ModelPlace, type NamePattern } from "./fact";

const fact = readOn("2026-11-21");
const model = (shape: string): ModelPlace => ({ service: "lambda", shape });

const CREATE =
  "AWS Lambda API reference: CreateFunction https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html";
const QUOTAS = "AWS Lambda: Lambda quotas https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const VARIABLES =
  "AWS Lambda: Defined runtime environment variables https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime";
const URLS =
  "AWS Lambda: Control access to Lambda function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

/** Limits of a function. The API model's maxima of memory and time are wider: they hold for other kinds of functions too. */
export const FUNCTION = {
  name: fact<NamePattern>({ pattern: /^[A-Za-z0-9_-]{1,64}$/, words: "1 to 64 of A-Z, a-z, 0-9, - and _" }, CREATE),
  /** MB. */
  memory: fact<Bounds>({ least: 128, most: 10_240 }, QUOTAS),
  /** Seconds. */
  timeout: fact<Bounds>({ least: 1, most: 900 }, QUOTAS),
  variableName: fact<NamePattern>(
    {
      pattern: /^[A-Za-z][A-Za-z0-9_]+$/,
      words: "two or more of A-Z, a-z, 0-9 and _, beginning with a letter",
    },
    CREATE,
  ),
  /** What Lambda sets itself. */
  reservedVariables: fact(
    `_HANDLER _X_AMZN_TRACE_ID AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_EXECUTION_ENV
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION
    AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API
    AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT`.split(/\s+/),
    VARIABLES,
  ),
} satisfies Readonly<Record<string, Fact>>;

/** Who may call a function by its URL. */
export const FUNCTION_URL = {
  /** `NONE` asks for no signature. */
  authTypes: fact(["NONE", "AWS_IAM"], URLS, model("FunctionUrlAuthType")),
  /**
   * A caller needs both actions, each where its condition holds. URLs made since October 2025 have asked for both, older
   * ones do so since 2026-11-01.
   */
  actions: fact(
    [
      {
        action: "lambda:InvokeFunctionUrl",
        condition: "lambda:FunctionUrlAuthType",
        argument: "function_url_auth_type",
      },
      {
        action: "lambda:InvokeFunction",
        condition: "lambda:InvokedViaFunctionUrl",
        argument: "invoked_via_function_url",
      },
    ] as const,
    URLS,
  ),
  /** The day from which the first action alone doesn't do any more, whenever the URL was made. */
  bothFrom: fact("2026-11-01", URLS),
} satisfies Readonly<Record<string, Fact>>;
