/* The legend is the filter: a kind can be switched off and on, or shown alone. */
dtz.showLegend = function () {
  const rows = dtz.view.kinds.map((kind) => {
    const on = !dtz.state.off.has(kind.key);
    const count = dtz.alive.get(kind.key);
    const name = count === 1 ? kind.label : kind.plural;
    return dtz.el("li", {},
      dtz.el("button", { type: "button", class: "kind", "aria-pressed": on ? "true" : "false", "data-kind": kind.key },
        dtz.icon(kind, 18), dtz.el("span", { class: "called" }, name), dtz.el("span", { class: "n" }, dtz.number(count))),
      dtz.el("button", { type: "button", class: "only quiet", "data-only": kind.key, "aria-label": dtz.word("legend.only.long", { kind: name }) }, dtz.word("legend.only")));
  });
  const focus = document.activeElement;
  const kept = focus && focus.dataset ? focus.dataset.kind || focus.dataset.only : "";
  const attribute = focus && focus.dataset && focus.dataset.only ? "data-only" : "data-kind";
  dtz.byId("kinds").replaceChildren(...rows);
  dtz.byId("everything").hidden = !dtz.state.off.size && !Object.values(dtz.state.facets).some(Boolean);
  if (kept) dtz.byId("kinds").querySelector(`[${attribute}="${CSS.escape(kept)}"]`)?.focus();
};

/* What the lines stand for. */
dtz.sayLines = function () {
  const told = [dtz.tellStates(), dtz.tellBetween(), dtz.tellLines(), dtz.tellMap(), (dtz.markedLines || []).length ? dtz.word("layer.line") : ""];
  dtz.byId("lines").textContent = told.filter(Boolean).join(" ");
};

/* What is drawn otherwise because it is over, not yet, or not sure on that day. */
dtz.tellStates = function () {
  if (dtz.bubble.size) return "";
  const lines = new Set(dtz.state.as ? [] : dtz.edges.map(({ id }) => id).filter(Number.isInteger).map(dtz.stateOf));
  const nodes = new Set(dtz.visible.map((id) => dtz.life[dtz.node.get(id).n]));
  const has = (...states) => states.some((state) => lines.has(state) || nodes.has(state));
  return [has(2, 3) ? dtz.word("legend.ended") : "", has(1) ? dtz.word("legend.possibly") : ""].filter(Boolean).join(" ");
};

dtz.toggleKind = function (key) {
  if (!dtz.state.off.delete(key)) dtz.state.off.add(key);
  dtz.refresh();
  dtz.writeAddress();
};

dtz.onlyKind = function (key) {
  const others = dtz.view.kinds.map((kind) => kind.key).filter((other) => other !== key);
  const alone = others.every((other) => dtz.state.off.has(other)) && !dtz.state.off.has(key);
  dtz.state.off = new Set(alone ? [] : others);
  dtz.refresh();
  dtz.writeAddress();
};
