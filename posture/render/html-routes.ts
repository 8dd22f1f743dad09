import { callerText, type RouteAccess } from "../access/index";
import { markup, type Html } from "./html-escape";
import type { Row } from "./html-graph";
import { CALLER_KINDS, GROUPING_THRESHOLD, groupsOf, kindCounts, kindOf, type RouteGroup } from "./html-groups";
import { count } from "./style";
import { groupBy } from "../group-by";

/** Every route in words: one table, or, where there are many, groups by path prefix and by who may call, with a filter. */
export function routeTables(rows: readonly Row[], compared: boolean): Html {
  if (rows.length <= GROUPING_THRESHOLD)
    return table(rows, compared, {
      caption: `${count(rows.length, "route")} and who may call ${rows.length === 1 ? "it" : "them"}`,
    });
  const groups = groupsOf(rows);
  return markup`<div class="every">
    ${filter(rows, compared)}
    <p class="dim">
      ${count(rows.length, "route")} in ${count(groups.length, "group")} by path prefix, within them by who may call
      them.${compared ? " Groups with changes are open." : ""}
    </p>
    ${groups.map((group) => groupHtml(group, compared))}
    <p class="none">No route is of this kind.</p>
  </div>`;
}

/** Works by the style sheet's `:has()` alone; a browser that doesn't know it shows no filter. */
function filter(rows: readonly Row[], compared: boolean): Html {
  const changed = rows.filter((row) => row.state !== "same").length;
  return markup`<fieldset class="filter">
    <legend>Show</legend>
    <label><input type="radio" name="kind" id="kind-any" checked /> every caller</label>
    ${kindCounts(rows).map(
      ({ kind, words, number }) =>
        markup`<label><input type="radio" name="kind" id="kind-${kind}" /> ${words} (${number})</label> `,
    )}
    ${
      compared
        ? markup`<label><input type="checkbox" id="only-changed" /> only routes that change (${changed})</label>`
        : undefined
    }
  </fieldset>`;
}

/** The rules by which the filter hides what it doesn't show: `part` is a group, a group within one, or a route. */
export const FILTER_CSS = [
  ".filter,.none{display:none}@supports selector(:has(*)){.filter{display:flex}}",
  ".every:has(#only-changed:checked) .part:not(.changed){display:none}",
  ...CALLER_KINDS.flatMap(([kind]) => [
    `.every:has(#kind-${kind}:checked) .part:not(.kind-${kind}){display:none}`,
    `.every:has(#only-changed:checked):has(#kind-${kind}:checked) .part:not(.changed-${kind}){display:none}`,
    `.every:has(#only-changed:checked):has(#kind-${kind}:checked):not(:has(.changed-${kind})) .none{display:block}`,
  ]),
  ".every:has(#only-changed:checked):not(:has(.part.changed)) .none{display:block}",
].join("\n");

function classes(rows: readonly Row[], compared: boolean): string {
  const changed = compared ? rows.filter((row) => row.state !== "same") : [];
  return [
    "part",
    ...kindCounts(rows).map(({ kind }) => `kind-${kind}`),
    ...(changed.length > 0 ? ["changed"] : []),
    ...kindCounts(changed).map(({ kind }) => `changed-${kind}`),
  ].join(" ");
}

function groupHtml({ name, rows }: RouteGroup, compared: boolean): Html {
  const changes = compared && rows.some((row) => row.state !== "same");
  return markup`<details class="group ${classes(rows, compared)}" ${open(changes)}>
    <summary>
      <code>${name}</code> ${numbers(rows, compared)}
      ${kindCounts(rows).map(
        ({ kind, words, number }) => markup`<span class="tag caller-${kind}">${number} ${words}</span> `,
      )}
    </summary>
    ${byCaller(rows).map(([caller, list]) => {
      const changed = compared && list.some((row) => row.state !== "same");
      const plain = list.every((row) => {
        const { before, after } = texts(row, compared);
        return !compared || before === after;
      });
      return markup`<details class="${classes(list, compared)}" ${open(changed || (!changes && rows.length <= GROUPING_THRESHOLD))}>
        <summary>${caller} ${numbers(list, compared)}</summary>
        ${table(list, compared, { plain })}
      </details> `;
    })}
  </details> `;
}

const open = (yes: boolean): Html | undefined => (yes ? markup`open` : undefined);

function numbers(rows: readonly Row[], compared: boolean): Html {
  const changed = compared ? rows.filter((row) => row.state !== "same").length : 0;
  return markup`<span class="dim"
    >&middot; ${count(rows.length, "route")}${changed > 0 ? `, ${String(changed)} changed` : ""}</span
  >`;
}

/** Routes by who may call them now, the weakest demand first. */
function byCaller(rows: readonly Row[]): readonly (readonly [string, readonly Row[]])[] {
  const ordered = kindCounts(rows).flatMap(({ kind }) => rows.filter((one) => kindOf(one) === kind));
  return [...groupBy(ordered, ({ after }) => (after ? callerText(after.caller) : "removed"))];
}

/** `plain`: who may call stands above the table, and is the same for each route before and after. */
function table(rows: readonly Row[], compared: boolean, { caption, plain = false }: TableOptions): Html {
  const columns = plain ? [] : compared ? ["Before", "After"] : ["Who may call it"];
  return markup`<div class="scroll">
    <table>
      ${caption === undefined ? undefined : markup`<caption>${caption}</caption>`}
      <thead>
        <tr>
          ${["Route", ...columns, "Address"].map((name) => markup`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => line(row, compared, columns))}
      </tbody>
    </table>
  </div>`;
}

interface TableOptions {
  readonly caption?: string;
  readonly plain?: boolean;
}

function line(row: Row, compared: boolean, columns: readonly string[]): Html {
  const { before, after } = texts(row, compared);
  const cell = (name: string): string => (name !== "Before" ? after : before === after ? "the same" : before);
  return markup`<tr class="${classes([row], compared)}">
    <th scope="row">${row.label}</th>
    ${columns.map((name) => markup`<td data-label="${name}">${cell(name)}</td>`)}
    <td data-label="Address"><code>${(row.after ?? row.before)?.address ?? ""}</code></td>
  </tr> `;
}

function texts(row: Row, compared: boolean): { before: string; after: string } {
  const changed = compared && row.state !== "same";
  return {
    before: row.before ? text(row.before, changed) : "not there",
    after: row.after ? text(row.after, changed) : "removed",
  };
}

/** A route that changes names its clients too: they may be all that changes. */
function text({ caller, clients }: RouteAccess, changed: boolean): string {
  const names = changed ? clients.map((client) => client.name) : [];
  return `${callerText(caller)}${names.length > 0 ? ` (clients: ${names.join(", ")})` : ""}`;
}
