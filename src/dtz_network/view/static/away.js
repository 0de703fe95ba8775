/* Taking away: the table as CSV, the picture as PNG or SVG, and a sheet to print. */
dtz.save = function (content, kind, ending) {
  const place = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: kind }));
  const name = `${dtz.view.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "dtz"}.${ending}`;
  dtz.el("a", { href: place, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(place), 10000);
};

/* A cell for spreadsheets: no formula comes to life, separators and line ends stay inside it. */
dtz.cell = function (text) {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s().,-]+$/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

dtz.plainCell = (cell) => (typeof cell === "string" ? cell : cell.textContent);

dtz.toCsv = function (which, then) {
  const rows = dtz.rowsOf(which);
  return dtz.needRows(which, rows, () => {
    const cells = rows.map((one) => dtz.ROWS[which].cells(one).map(dtz.plainCell));
    then(`\ufeff${[dtz.headings(which), ...cells].map((row) => row.map(dtz.cell).join(";")).join("\r\n")}\r\n`);
  });
};

dtz.takeAway = {
  csv: () => dtz.toCsv(dtz.state.rows, (text) => dtz.save(text, "text/csv;charset=utf-8", "csv")),
  svg: () => dtz.save(new XMLSerializer().serializeToString(dtz.toSvg()), "image/svg+xml", "svg"),
  png: () => dtz.byId("canvas").querySelector("canvas").toBlob((blob) => dtz.save(blob, "image/png", "png")),
  print: () => window.print(),
  address: () => navigator.clipboard?.writeText(location.href).then(() => { dtz.byId("said").textContent = dtz.word("away.copied"); }, () => {}),
};

/* On paper the picture is a drawing of its own, for a canvas would be stretched, and lists are whole unless they are very long. */
dtz.PRINTED = 300;

/* Of one party that is told, paper has who is directly tied to it, round it; else the picture as it stands. */
dtz.sheet = function () {
  const { chosen, steps, map } = dtz.state;
  if (!chosen || steps || map) return dtz.sheetParts(dtz.state.mark ? dtz.word("count", { shown: dtz.lit.size, n: dtz.allThere() }) : dtz.counted());
  dtz.state.steps = 1;
  dtz.refresh(false);
  const made = dtz.sheetParts(dtz.word("paper.near", { name: dtz.node.get(chosen).name, n: dtz.state.shown.size - 1 }));
  dtz.state.steps = 0;
  dtz.refresh(false);
  return made;
};

/* The drawing, what it shows, and a legend of what is in it. */
dtz.sheetParts = function (told) {
  const many = new Map();
  for (const id of dtz.bubble.size ? dtz.state.shown.keys() : dtz.visible.filter((one) => !dtz.isFaint(one))) many.set(dtz.node.get(id).type, (many.get(dtz.node.get(id).type) || 0) + 1);
  const kinds = dtz.view.kinds.filter((kind) => many.has(kind.key)).map((kind) => [kind, many.get(kind.key)]);
  const row = ([kind, n]) => dtz.el("li", { class: "kind" }, dtz.icon(kind, 18), n === 1 ? kind.label : kind.plural, dtz.el("span", { class: "n" }, dtz.number(n)));
  const filters = dtz.facets.flatMap(({ facet, values }) => values.filter(({ key }) => key === dtz.state.facets[facet]).map(({ label }) => `${dtz.word(`facet.${facet}`)}: ${label}.`));
  return [dtz.toSvg(true), dtz.el("p", { class: "about" }, [told, ...filters].join(" ")), dtz.el("ul", {}, kinds.map(row)), dtz.el("p", { class: "about" }, dtz.byId("lines").textContent)];
};

window.addEventListener("beforeprint", () => {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  window.addEventListener("afterprint", () => { document.documentElement.dataset.theme = theme; }, { once: true });
  if (dtz.net && !dtz.state.table) dtz.put(dtz.byId("sheet"), ...dtz.sheet());
  for (const folded of dtz.byId("answer").querySelectorAll("details")) folded.open = true;
  for (const more of dtz.byId("answer").querySelectorAll("[data-rest]")) if (Number(more.dataset.rest) <= dtz.PRINTED) more.click();
});
window.addEventListener("afterprint", () => dtz.put(dtz.byId("sheet")));
