import { CodedError } from "../../../posture/claims/coded-error";

/** A call that failed, by the service's code; its message may quote the request and is dropped. */
export class AwsError extends CodedError {
  override readonly name = "AwsError";

  constructor(
    readonly service: string,
    /** The service's, or what kept its answer from being read: `Timeout`, `ECONNREFUSED`, `UnreadableAnswer`. */
    code: string,
    /** Undefined without an answer. */
    readonly status?: number,
  ) {
    super(code, `${service} answered ${status ?? "nothing"}: ${code}`);
  }

  /** Whether the same call may succeed a moment later: throttled, failed on the service's side, or not answered. */
  get isTransient(): boolean {
    const { status, code } = this;
    return status === undefined || status >= 500 || status === 429 || status < 300 || THROTTLED.test(code);
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html: most come with status 400. */
const THROTTLED = /Throttl|ThroughputExceeded|RequestLimitExceeded|TooManyRequests/;
