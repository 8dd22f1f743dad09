import { FILTER_CSS } from "./html-routes";
import { ENTRY_POINT_CSS } from "./html-entry-points";

/** The report's one style sheet. It is allowed by its hash, so the page needs no `unsafe-inline`. */
export const CSS = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1d2430;--dim:#5b6675;--line:#d5dbe3;--soft:#f4f6f9;--card:#fff;--bad:#b3261e;--badbg:#fdecea;--warn:#8a5200;--warnbg:#fff4e0;--good:#1b6e3c;--goodbg:#e7f5ec;--info:#1f5fa8;--infobg:#e8f1fb}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e4e9f0;--dim:#9aa6b5;--line:#333c49;--soft:#232c38;--card:#1a2029;--bad:#ff8a80;--badbg:#3a1b1a;--warn:#ffc069;--warnbg:#35270f;--good:#7fd6a0;--goodbg:#14301f;--info:#8cbcf5;--infobg:#15273d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:24px 20px 48px}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:32px 0 10px}
p{margin:4px 0}code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}
.dim{color:var(--dim)}
.verdict{display:inline-block;padding:3px 12px;border-radius:99px;font-weight:600;margin:8px 8px 8px 0}
.breaking,.broadened,.error{color:var(--bad);background:var(--badbg)}
.unknown,.warning{color:var(--warn);background:var(--warnbg)}
.caller-everybody{color:var(--bad);background:var(--badbg)}
.caller-unknown{color:var(--warn);background:var(--warnbg)}
.caller-token,.caller-lambda,.caller-scopes,.caller-principals,.caller-connected,.caller-nobody,.caller-removed{color:var(--dim);background:var(--soft)}
.narrowed,.protective,.closed{color:var(--good);background:var(--goodbg)}
.neutral,.note{color:var(--info);background:var(--infobg)}
.tag{display:inline-block;padding:0 9px;border-radius:99px;font-size:13px;font-weight:600;}
.card{border:1px solid var(--line);border-radius:8px;padding:10px 14px;margin:8px 0;background:var(--card)}
.card p{margin:3px 0}
.sum{font-weight:600}
.was{color:var(--dim)}
figure{margin:0;overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--card)}
figcaption{padding:8px 14px;border-top:1px solid var(--line);color:var(--dim);font-size:14px}
svg{display:block;min-width:900px;width:100%;height:auto}
svg text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--fg)}
svg .label{font-size:14px;font-weight:600}svg .small{font-size:12px;fill:var(--dim)}svg .head{font-size:12px;fill:var(--dim);font-weight:600}
svg .box{fill:var(--soft);stroke:var(--line);stroke-width:1}
svg .box.more{stroke:var(--bad);stroke-width:2}svg .box.less{stroke:var(--good);stroke-width:2}svg .box.new{stroke:var(--info);stroke-width:2}svg .box.gone{stroke:var(--dim);stroke-width:1.5;stroke-dasharray:5 4}
svg .box.open{fill:var(--badbg)}
svg .edge{fill:none;stroke:var(--line);stroke-width:2}
svg .edge.more{stroke:var(--bad);stroke-width:3}svg .edge.less{stroke:var(--dim);stroke-width:2;stroke-dasharray:6 5}
svg .smallmore{font-size:12px;fill:var(--bad);font-weight:600}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--dim);padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--line)}
thead th{color:var(--dim);font-weight:600}tbody th{font-weight:600}
.scroll{overflow-x:auto}
tr.changed td,tr.changed th{background:var(--soft)}
details summary{cursor:pointer;color:var(--info)}
.filter{flex-wrap:wrap;gap:2px 16px;border:1px solid var(--line);border-radius:8px;margin:0 0 8px;padding:6px 14px 10px;min-width:0}
.filter legend{color:var(--dim);padding:0 4px}.filter label{cursor:pointer}
.group{border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:8px 14px;background:var(--card)}
.group>summary{font-weight:600}.group>summary .dim{font-weight:400}
.group .group,.group>details{margin:8px 0 4px}
.ways{display:none;list-style:none;margin:0;padding:0}
.ways li{border-bottom:1px solid var(--line);padding:8px 14px}.ways p{margin:1px 0}
${FILTER_CSS}${ENTRY_POINT_CSS}
@media (max-width:720px){
main{padding:16px 12px 32px}
figure svg,.lines{display:none}.ways{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,tbody th,td,caption{display:block}
tr{border-bottom:1px solid var(--line);padding:6px 0}tbody th,td{border:0;padding:1px 6px}
td::before{content:attr(data-label) ": ";color:var(--dim)}
}
@media print{body{background:#fff}figure{break-inside:avoid}}
`;
