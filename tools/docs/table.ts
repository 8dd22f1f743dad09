export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("<", "&lt;");
}

/** Each "Title URL" of a source as a link; what has no address stays text. */
export function linked(source: string): string {
  return source
    .split("; ")
    .map((part) => {
      const [, title = "", url = "", rest = ""] = /^(.*?)\s*(https:\/\/\S+)(.*)$/.exec(part) ?? [];
      return url === "" ? escaped(part) : `[${escaped(title.replace(/:$/, ""))}](${url})${escaped(rest)}`;
    })
    .join("; ");
}
