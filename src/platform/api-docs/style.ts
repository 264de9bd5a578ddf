/** Paper, ink and one indigo, as everywhere in Engawa; light or dark as the reader's system is. */
export const docsStyle = `
:root{--paper:#fbfaf7;--mat:#f3f1ea;--line:#e4e0d6;--ink:#23211d;--ink2:#5d5950;--ai:#2d4a86;--ai-soft:#e8edf7;--matcha:#47652f;--kohaku:#835508;--shu:#b13c24}
@media (prefers-color-scheme:dark){:root{--paper:#1b1a18;--mat:#141312;--line:#302e2a;--ink:#ece8df;--ink2:#b1aca0;--ai:#8fabe6;--ai-soft:#232c40;--matcha:#a1c67d;--kohaku:#e0b45c;--shu:#ec7a62}}
*{box-sizing:border-box}html{scroll-padding-top:64px}
body{margin:0;font:15px/1.7 "Inter","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",system-ui,sans-serif;color:var(--ink);background:var(--paper);display:grid;grid-template:52px auto/260px minmax(0,1fr)}
a{color:var(--ai);text-underline-offset:3px}:focus-visible{outline:2px solid var(--ai);outline-offset:2px;border-radius:4px}
.skip{position:fixed;left:8px;top:-60px;background:var(--paper);padding:8px 12px;z-index:3}.skip:focus{top:8px}
header{grid-column:1/3;position:sticky;top:0;z-index:2;display:flex;gap:12px;align-items:center;padding:0 24px;background:var(--paper);border-bottom:1px solid var(--line)}
header span{color:var(--ink2);font-size:13px;margin-right:auto}header a{font-size:13px}
.mark{width:20px;height:20px;border-radius:5px;background:linear-gradient(#fff9,#fff9) 4px 5px/12px 2px no-repeat,linear-gradient(#fff,#fff) 4px 12px/12px 3px no-repeat,#2d4a86}
nav{position:sticky;top:52px;height:calc(100vh - 52px);overflow:auto;padding:16px 12px 40px;background:var(--mat);border-right:1px solid var(--line);font-size:13px;line-height:1.45}
nav a,nav summary{display:block;padding:5px 10px;border-radius:6px;color:var(--ink2);text-decoration:none;cursor:pointer}
nav summary{color:var(--ink);font-weight:600;list-style:none}nav summary::-webkit-details-marker{display:none}
nav summary:before{content:"›";display:inline-block;width:14px;color:var(--ink2)}nav details[open] summary:before{transform:rotate(90deg) translateY(3px)}
nav details a{margin-left:14px}nav a:hover,nav summary:hover{background:var(--paper);color:var(--ink)}
main{padding:28px 40px 120px;max-width:940px;min-width:0}
h1{font-size:26px;line-height:1.3;margin:8px 0}h2{font-size:20px;margin:56px 0 0;padding-top:8px;border-top:2px solid var(--ink)}
h3{font-size:16px;margin:28px 0 4px}h4{font-size:13px;margin:18px 0 4px;color:var(--ink2)}p{margin:6px 0}.lead{font-size:16px;color:var(--ink2)}
section{padding:4px 0 22px;border-bottom:1px solid var(--line)}section h3 a{color:inherit;text-decoration:none}section h3 a:hover{text-decoration:underline}section:target h3{color:var(--ai)}
p,h1,h2,h3{word-break:auto-phrase;text-wrap:pretty}code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono CJK JP",monospace;font-size:13px}
pre{background:var(--mat);border:1px solid var(--line);border-radius:8px;padding:12px 14px;overflow:auto;line-height:1.55;max-height:420px}
.call{display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}.call b{font-size:12px;letter-spacing:.02em;color:var(--ai)}.call code{overflow-wrap:anywhere}
.POST{color:var(--matcha)!important}.PUT,.PATCH{color:var(--kohaku)!important}.DELETE{color:var(--shu)!important}
.needs{font-size:13px;color:var(--ink2)}table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.5}
td{padding:4px 12px 4px 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}td:first-child{width:32%}td:nth-child(2){width:34%;color:var(--ink2)}td:nth-child(3){color:var(--ink2)}
td i{font-style:normal;color:var(--shu);font-size:10px;margin-left:3px}.reply summary{cursor:pointer;font-size:13px;font-weight:600;padding:4px 0}
@media (max-width:760px){body{grid-template:52px auto auto/minmax(0,1fr)}header{grid-column:1;padding:0 16px}nav{position:static;height:auto;max-height:40vh;border-right:0;border-bottom:1px solid var(--line)}main{padding:16px}nav a,nav summary{padding:10px}td:first-child{width:38%}}
`
