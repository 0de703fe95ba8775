/* The legend is the filter: a kind can be switched off and on, or shown alone. */
dtz.showLegend = function () {
  const rows = dtz.view.kinds.map((kind) => {
    const on = !dtz.state.off.has(kind.key);
    const name = kind.count === 1 ? kind.label : kind.plural;
    return dtz.el("li", {},
      dtz.el("button", { type: "button", class: "kind", "aria-pressed": on ? "true" : "false", "data-kind": kind.key },
        dtz.icon(kind, 18), dtz.el("span", { class: "called" }, name), dtz.el("span", { class: "n" }, dtz.number(kind.count))),
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
  const ended = !dtz.state.as && dtz.line.state.includes(dtz.STATES.indexOf("past"));
  const told = [ended ? `${dtz.word("legend.ended")}.` : "", dtz.tellLines(), (dtz.markedLines || []).length ? dtz.word("layer.line") : ""];
  dtz.byId("lines").textContent = told.filter(Boolean).join(" ");
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
