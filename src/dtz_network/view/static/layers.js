/* Layers over the picture: what was worked out (cross-overs, introductions, what stands alone), each with its reasons.
   A layer joins with lines of its own; those are findings, no recorded relationships. */
dtz.layer = (key) => (dtz.view.layers || []).find((layer) => layer.key === key);
dtz.layersOn = () => (dtz.view.layers || []).filter((layer) => dtz.state.layers.has(layer.key));
dtz.marksOf = (layer) => layer.marks || [];
dtz.markChosen = () => (dtz.state.mark ? dtz.marksOf(dtz.layer(dtz.state.mark[0]))[dtz.state.mark[1]] : null);
dtz.marksOn = () => dtz.layersOn().flatMap((layer) => dtz.marksOf(layer).map((mark, n) => ({ layer, mark, n })));

/* The switches below the legend. */
dtz.showLayers = function () {
  const layers = dtz.view.layers || [];
  const place = dtz.byId("layers");
  place.hidden = !layers.length;
  if (!layers.length) return;
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.layer : "";
  dtz.put(place, dtz.el("span", {}, `${dtz.word("layers")}:`), ...layers.map((layer) => dtz.el("button", { type: "button", class: "kind", "data-layer": layer.key,
    "aria-pressed": dtz.state.layers.has(layer.key) ? "true" : "false" }, dtz.el("span", { class: "called" }, layer.label), dtz.el("span", { class: "n" }, dtz.number(dtz.marksOf(layer).length)))));
  if (focus) place.querySelector(`[data-layer="${focus}"]`)?.focus();
};

/* A layer goes on with its findings in the panel, or off. */
dtz.toggleLayer = function (key) {
  const on = !dtz.state.layers.delete(key);
  if (on) dtz.state.layers.add(key);
  dtz.state.mark = null;
  dtz.leave();
  if (on) dtz.showLayer(key);
  else dtz.showStart();
  dtz.refresh();
  dtz.writeAddress();
};

/* Let go of what was chosen, so that the panel is free for something else. */
dtz.leave = function () {
  dtz.stopAsking();
  Object.assign(dtz.state, { chosen: null, steps: 0, way: null, open: null, past: [] });
  dtz.byId("query").value = "";
};

/* What a layer says as a whole: its first sentence; before findings the rest (how it was worked out, what it does not say)
   folds out, so that they are seen at once. */
dtz.notes = function (notes, fold) {
  const [, first, rest] = /^(.+?[.!?])\s+(\p{Lu}.+)$/su.exec(notes[0]) || [null, notes[0], ""];
  const more = [rest, ...notes.slice(1)].filter(Boolean);
  if (!fold || !more.length) return dtz.el("div", { class: "sentences" }, notes.map((note, n) => dtz.el("p", { class: n ? "hint" : "" }, note)));
  return dtz.el("div", { class: "sentences" }, dtz.el("p", {}, first), dtz.el("details", { class: "how" }, dtz.el("summary", {}, dtz.word("layer.how")), more.map((note) => dtz.el("p", {}, note))));
};

dtz.showLayer = function (key) {
  const layer = dtz.layer(key);
  const rows = dtz.marksOf(layer).map((mark, n) => dtz.el("li", {}, dtz.el("div", {},
    dtz.el("p", {}, dtz.el("button", { type: "button", class: "name", "data-mark": `${key} ${n}` }, mark.title)),
    dtz.el("p", { class: "about" }, (mark.reasons || [])[0] || ""))));
  dtz.put(dtz.byId("answer"),
    dtz.el("button", { type: "button", class: "back quiet", "data-layer": key }, `← ${dtz.word("layer.off")}`),
    dtz.el("h2", { id: "chosen", tabindex: "-1" }, layer.label),
    dtz.notes(layer.notes, rows.length > 0),
    rows.length ? dtz.section(dtz.word("layer.found"), rows.length, dtz.longList(rows, 12)) : null);
  dtz.byId("answer").scrollTop = 0;
};

/* One finding: its reasons, and who it is about, each one click away. */
dtz.chooseMark = function (key, n) {
  const layer = dtz.layer(key);
  const mark = layer && dtz.marksOf(layer)[n];
  if (!mark) return;
  dtz.leave();
  dtz.state.layers.add(key);
  dtz.state.mark = [key, n];
  const row = (id) => { const node = dtz.node.get(id); return dtz.el("li", {}, dtz.icon(dtz.kinds.get(node.type), 16), dtz.el("div", {}, dtz.el("p", {}, dtz.link(node)), dtz.el("p", { class: "about" }, node.noun))); };
  dtz.put(dtz.byId("answer"),
    dtz.el("button", { type: "button", class: "back quiet", "data-list": key }, `← ${dtz.word("layer.back", { label: layer.label })}`),
    dtz.el("h2", { id: "chosen", tabindex: "-1" }, mark.title),
    dtz.el("div", { class: "sentences" }, (mark.reasons || []).map((reason) => dtz.el("p", { class: "told" }, reason))),
    dtz.el("ul", { class: "ties whom" }, mark.about.map(row)),
    (mark.along || []).length ? dtz.section(dtz.word("layer.along"), mark.along.length, dtz.longList(mark.along.map(row), 12)) : null);
  dtz.byId("answer").scrollTop = 0;
  dtz.refresh();
  dtz.writeAddress();
  dtz.goTo("chosen");
};

/* Back from a finding to the list of its layer. */
dtz.listLayer = function (key) {
  const n = dtz.state.mark ? dtz.state.mark[1] : 0;
  dtz.state.mark = null;
  dtz.showLayer(key);
  dtz.refresh();
  dtz.writeAddress();
  dtz.goTo(dtz.byId("answer").querySelector(`[data-mark="${key} ${n}"]`) || "chosen");
};

/* What layers say of a party, in its panel. */
dtz.said = function (node) {
  const found = (dtz.view.layers || []).flatMap((layer) => dtz.marksOf(layer).map((mark, n) => ({ layer, mark, n }))).filter(({ mark }) => mark.about.includes(node.id));
  if (!found.length) return null;
  const rows = found.map(({ layer, mark, n }) => dtz.el("li", {}, dtz.el("div", {}, dtz.el("p", {}, dtz.el("button", { type: "button", class: "name", "data-mark": `${layer.key} ${n}` }, mark.title)),
    dtz.el("p", { class: "about" }, [layer.label, (mark.reasons || [])[0]].filter(Boolean).join(" · ")))));
  return dtz.section(dtz.word("layer.of"), rows.length, dtz.longList(rows, 6));
};

/* What layers add to the picture: their parties, lit when one finding is chosen, and their lines. */
dtz.withLayers = function (before) {
  const many = dtz.nodes.length > dtz.LIMIT;
  if (many && !dtz.state.mark) return before;
  const shown = many ? new Map() : before;
  if (!many) for (const { mark } of dtz.marksOn()) for (const id of mark.about) if (dtz.isThere(dtz.node.get(id)) && dtz.passes(dtz.node.get(id))) shown.set(id, 0);
  const chosen = dtz.markChosen();
  if (chosen) for (const id of [...chosen.about, ...(chosen.along || [])]) shown.set(id, 0);
  return shown;
};

dtz.litByMark = function () {
  const mark = dtz.markChosen();
  return mark ? new Set([...mark.about, ...(mark.along || [])]) : null;
};

/* The lines of layers: of a finding that is chosen strongly, of the others faintly. */
dtz.markLines = function (drawn) {
  const found = dtz.marksOn();
  const chosen = dtz.markChosen();
  dtz.marked_ = new Set((chosen ? [chosen] : found.map(({ mark }) => mark)).flatMap((mark) => mark.about));
  return found.filter(({ mark }) => mark.pair && drawn.has(mark.about[0]) && drawn.has(mark.about[1]))
    .map(({ mark }) => ({ from: mark.about[0], to: mark.about[1], faint: Boolean(chosen) && chosen !== mark }));
};

/* They keep their width at any zoom. */
dtz.drawMarkLines = function (ctx) {
  const scale = dtz.net.getScale();
  ctx.save();
  ctx.strokeStyle = dtz.paint.accent;
  ctx.setLineDash([8 / scale, 5 / scale]);
  for (const { from, to, faint } of dtz.markedLines || []) {
    const [a, b] = [dtz.place.get(from), dtz.place.get(to)];
    if (!a || !b) continue;
    ctx.globalAlpha = faint ? 0.25 : 1;
    ctx.lineWidth = (faint ? 1 : 2.2) / scale;
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.stroke();
  }
  ctx.restore();
};

dtz.markCells = ({ layer, mark, n }) => [dtz.el("button", { type: "button", class: "name", "data-mark": `${layer.key} ${n}` }, mark.title), layer.label, (mark.reasons || []).join(" ")];
