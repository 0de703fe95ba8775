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

/* The picture as it stands, as drawing: lines, shapes, names that do not cover each other. */
dtz.toSvg = function () {
  const points = [...dtz.place.values()];
  const far = (pick, of) => (points.length ? pick(...points.map(of)) : 0);
  const [left, right, top, bottom] = [far(Math.min, (p) => p.x) - 90, far(Math.max, (p) => p.x) + 90, far(Math.min, (p) => p.y) - 60, far(Math.max, (p) => p.y) + 70];
  const [wide, high] = [Math.max(right - left, 200), Math.max(bottom - top, 150)];
  const size = Math.max(11, Math.min(wide, high * 1.4) / 95);
  const drawing = dtz.svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${wide} ${high}`, role: "img", "font-family": "Segoe UI, system-ui, sans-serif" },
    dtz.svg("title", {}, `${dtz.view.title}. ${dtz.counted()}`), dtz.svg("rect", { x: left, y: top, width: wide, height: high, fill: "#ffffff" }));
  dtz.svgMap(drawing);
  dtz.svgLines(drawing);
  if (dtz.bubble.size) for (const { x, y, r } of dtz.bubble.values()) drawing.append(dtz.svg("circle", { cx: x, cy: y, r, fill: "#e9f1f4", stroke: "#6f8894" }));
  else for (const id of dtz.visible) drawing.append(dtz.svgNode(dtz.node.get(id)));
  dtz.svgNames(drawing, size);
  return drawing;
};

dtz.svgLines = function (drawing) {
  for (const edge of dtz.edges) {
    const at = dtz.bows(edge);
    const paint = { stroke: "#87929b", "stroke-width": edge.width, ...(edge.dashes ? { "stroke-dasharray": edge.dashes.join(" ") } : {}) };
    if (!edge.bend && edge.from !== edge.to) drawing.append(dtz.svg("line", { x1: at[0], y1: at[1], x2: at[2], y2: at[3], ...paint }));
    else for (let n = 0; n < at.length; n += 6) drawing.append(dtz.svg("path", { d: `M${at[n]} ${at[n + 1]}Q${at[n + 4]} ${at[n + 5]} ${at[n + 2]} ${at[n + 3]}`, fill: "none", ...paint }));
  }
  for (const { from, to, faint } of dtz.markedLines) {
    const [a, b] = [dtz.place.get(from), dtz.place.get(to)];
    drawing.append(dtz.svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: "#0a5a78", "stroke-width": faint ? 1.5 : 4, "stroke-dasharray": "12 8" }));
  }
};

dtz.svgNode = function (node) {
  const kind = dtz.kinds.get(node.type);
  const { x, y } = dtz.place.get(node.id);
  const life = dtz.life[node.n];
  const paint = { fill: life > 1 ? "#ffffff" : kind.fill, stroke: kind.light, "stroke-width": 1.8, "stroke-linejoin": "round", ...(life === 1 ? { "stroke-dasharray": "3 3" } : {}) };
  return dtz.svgShape(kind.shape, x, y, node.size, paint);
};

dtz.svgNames = function (drawing, size) {
  const taken = [];
  const named = dtz.bubble.size ? [...dtz.bubble].map(([home, { x, y }]) => [dtz.view.groups[home].label, x, y]) : dtz.visible.map((id) => {
    const { x, y } = dtz.place.get(id);
    return [dtz.node.get(id).name, x, y + dtz.node.get(id).size * 1.2 + size];
  });
  for (const [name, x, y] of named) {
    const lines = dtz.wrap(name);
    const half = Math.max(...lines.map((line) => line.length)) * size * 0.28;
    const box = [x - half, y - size, x + half, y + size * 1.15 * (lines.length - 0.7)];
    if (taken.some((other) => box[2] > other[0] && box[0] < other[2] && box[3] > other[1] && box[1] < other[3])) continue;
    taken.push(box);
    lines.forEach((line, n) => drawing.append(dtz.svg("text", { x, y: y + n * size * 1.15, "text-anchor": "middle", "font-size": size, fill: "#1b2429",
      stroke: "#ffffff", "stroke-width": size / 4, "paint-order": "stroke" }, line)));
  }
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

window.addEventListener("beforeprint", () => {
  if (dtz.visNodes) dtz.put(dtz.byId("sheet"), dtz.toSvg());
  for (const more of dtz.byId("answer").querySelectorAll("[data-rest]")) if (Number(more.dataset.rest) <= dtz.PRINTED) more.click();
});
window.addEventListener("afterprint", () => dtz.put(dtz.byId("sheet")));
