/** The goods, drawn: flat shapes in earth colours, one light from the upper left. */
export const pictures: Record<string, string> = {
  donabe: `<ellipse cx="120" cy="176" rx="84" ry="7" fill="#00000012"/>
<path d="M40 116h160c0 34-26 58-80 58s-80-24-80-58z" fill="#6b4a35"/><path d="M40 116h34c2 32 14 50 40 58-50-1-74-25-74-58z" fill="#7d5942"/>
<path d="M34 110q86 12 172 0v9q-86 11-172 0z" fill="#523726"/><path d="M48 108c6-34 38-48 72-48s66 14 72 48q-72 10-144 0z" fill="#8a6349"/>
<path d="M48 108c6-34 38-48 72-48-30 6-44 24-46 52q-14-1-26-4z" fill="#9c745a"/><path d="M104 60c0-10 6-14 16-14s16 4 16 14q-16 4-32 0z" fill="#523726"/>
<path d="M40 121c-12-2-20 0-20 6s8 10 22 8zM200 121c12-2 20 0 20 6s-8 10-22 8z" fill="#523726"/>
<path d="M96 34c-6-8 6-12 0-20M122 30c-6-8 6-12 0-20M146 34c-6-8 6-12 0-20" fill="none" stroke="#00000018" stroke-width="3" stroke-linecap="round"/>`,
  knife: `<g transform="rotate(-24 120 100)"><path d="M22 84h112v30H78C48 114 30 102 22 84z" fill="#c9ccca"/><path d="M22 84h112v10H34c-6-3-9-6-12-10z" fill="#dfe1df"/>
<path d="M40 104c14 7 26 10 40 10h54v-4H82c-16 0-29-2-42-6z" fill="#a9adab"/><rect x="134" y="84" width="12" height="20" rx="2" fill="#3b332b"/><rect x="146" y="84" width="74" height="20" rx="5" fill="#c8a678"/><path d="M146 84h69c4 0 5 3 5 6h-74z" fill="#d8bb92"/></g>`,
  kettle: `<ellipse cx="118" cy="178" rx="66" ry="7" fill="#00000012"/><path d="M74 84C70 34 92 22 118 22s48 12 44 62" fill="none" stroke="#2e2f30" stroke-width="7" stroke-linecap="round"/>
<path d="M54 132c0-34 26-54 64-54s64 20 64 54c0 28-22 44-64 44s-64-16-64-44z" fill="#3a3c3d"/><path d="M54 132c0-34 26-54 64-54-34 8-46 30-46 56 0 20 10 34 24 40-28-5-42-20-42-42z" fill="#4a4d4e"/>
<path d="M176 112c10-2 14-14 24-22l10 6c-6 14-12 30-28 36z" fill="#2e2f30"/><path d="M92 79q26 8 52 0-4-10-26-10t-26 10z" fill="#2e2f30"/><circle cx="118" cy="64" r="6" fill="#2e2f30"/>
<g fill="#5b5e5f"><circle cx="86" cy="120" r="2.500"/><circle cx="100" cy="114" r="2.500"/><circle cx="116" cy="112" r="2.500"/><circle cx="132" cy="114" r="2.500"/><circle cx="92" cy="132" r="2.500"/><circle cx="108" cy="127" r="2.500"/><circle cx="124" cy="127" r="2.500"/><circle cx="140" cy="132" r="2.500"/></g>`,
  board: `<ellipse cx="120" cy="172" rx="92" ry="6" fill="#00000010"/><g transform="rotate(-6 120 110)"><rect x="30" y="58" width="180" height="104" rx="8" fill="#dcbd8d"/><rect x="30" y="58" width="180" height="96" rx="8" fill="#ead0a6"/>
<g fill="none" stroke="#d6b785" stroke-width="2"><path d="M32 78q50-8 100 2t76-4M32 98q40 6 90 0t86 2M32 118q60-8 100 0t76-2M32 138q44 6 96 0t80 0"/><ellipse cx="92" cy="107" rx="14" ry="6"/></g></g>
<path d="M148 108c4-22 22-34 40-32-2 20-16 36-40 32z" fill="#7d9a5a"/><path d="M150 106c10-10 20-18 32-26" stroke="#6a854b" stroke-width="2" fill="none"/>`,
  bowl: `<ellipse cx="120" cy="176" rx="80" ry="6" fill="#00000010"/><path d="M92 84h124c-2 36-22 58-62 58s-60-22-62-58z" fill="#e9ebe8"/><path d="M98 104q56 10 112 0" fill="none" stroke="#3c5a8f" stroke-width="5"/><path d="M104 116q50 8 100 0" fill="none" stroke="#3c5a8f" stroke-width="2"/><rect x="134" y="141" width="40" height="10" rx="2" fill="#d7dad6"/>
<path d="M24 104h124c-2 38-22 62-62 62s-60-24-62-62z" fill="#f6f6f2"/><path d="M24 104h30c2 34 12 54 30 62-38-1-58-25-60-62z" fill="#fff"/><g fill="none" stroke="#3c5a8f" stroke-width="3" stroke-linecap="round"><path d="M52 130c8-12 20-12 26 0M64 142c6-9 14-9 20 0M92 130c8-12 20-12 26 0M86 148c5-7 11-7 16 0"/></g><rect x="66" y="165" width="40" height="10" rx="2" fill="#e4e6e2"/><ellipse cx="86" cy="104" rx="62" ry="7" fill="#e0e2de"/>`,
  pan: `<ellipse cx="96" cy="166" rx="76" ry="6" fill="#00000010"/><path d="M24 96h132l-8 62H32z" fill="#b5683f"/><path d="M24 96h46l2 62H32z" fill="#c67b50"/><path d="M24 96h132l-6-14H30z" fill="#e3d9cf"/><path d="M36 85h108l5 11H31z" fill="#cfc3b6"/>
<path d="M150 104l14-5 4 8-17 7z" fill="#8b4a2b"/><path d="M164 98l56-30c5-2 9 5 4 8l-56 32z" fill="#c8a678"/><path d="M164 98l56-30c2-1 4 0 5 2l-59 32z" fill="#d8bb92"/>
<path d="M52 80q38-26 76 0 4 8-4 9H56q-8-1-4-9z" fill="#efc75e"/><path d="M58 78q32-18 64 0" stroke="#f7dd92" stroke-width="4" fill="none" stroke-linecap="round"/>`,
}
