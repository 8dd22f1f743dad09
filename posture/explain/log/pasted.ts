type Members = Readonly<Record<string, unknown>>;

/**
 * The entry in what somebody copied. `aws logs tail` and the console put time and stream before a line, Logs Insights and
 * `filter-log-events` hand it over as a member of JSON, and so does Lambda where its log format is JSON.
 */
export function entryIn(text: string): string {
  const line = text.replace(/^\ufeff/, "").trim();
  const whole = objectIn(line);
  if (whole === undefined) {
    const rest = line.slice(line.indexOf("{"));
    return rest !== line && objectIn(rest) !== undefined ? entryIn(rest) : line;
  }
  const inner = whole["@message"] ?? (isEvent(whole) ? whole["message"] : undefined);
  if (typeof inner === "string") return entryIn(inner);
  return typeof inner === "object" && inner !== null ? JSON.stringify(inner) : line;
}

/** The members of a text that is a JSON object. */
export function objectIn(text: string): Members | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Members;
  } catch {
    return undefined;
  }
}

/** An event of CloudWatch Logs, or a line of Lambda's JSON format; a stage's own format may have a member `message` too. */
const isEvent = (whole: Members): boolean =>
  "ingestionTime" in whole ||
  "logStreamName" in whole ||
  ("timestamp" in whole && typeof whole["message"] === "object");

/** Why a text is no entry of a stage's access log, as far as it can be told; nothing of a token is quoted. */
export function noEntryText(text: string): string {
  const { access_token: access, id_token: id, level, message, reason } = objectIn(text) ?? {};
  if (access !== undefined || id !== undefined)
    return "This is a response of the token endpoint. Give the token in it alone: the value of access_token.";
  if (typeof level === "string" && typeof message === "string")
    return `This is a line of a function's own log, not of a stage's access log${typeof reason === "string" && /^\w{1,40}$/.test(reason) ? `: its reason is ${reason}` : ""}.`;
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  const many = lines > 1 ? ` These are ${String(lines)} lines.` : "";
  return `This is neither a token nor an entry of a stage's access log. Give one whole line, as CloudWatch shows its message.${many}`;
}
