/* Search by any name, accents and small words folded; the best match first. */
dtz.entries = [];

/* Fold the names little by little while nobody waits; a search finishes what is left. */
dtz.index = function (limit = 2000) {
  const families = ["organisation", "person", "initiative", "body", "other"];
  const end = Math.min(dtz.nodes.length, dtz.entries.length + limit);
  while (dtz.entries.length < end) {
    const node = dtz.nodes[dtz.entries.length];
    const names = [node.name, ...(node.also || [])].map(dtz.fold);
    dtz.entries.push({ node, names, all: names.join("\n"), ties: dtz.degree(node), family: families.indexOf(dtz.family(node)) });
  }
  if (end < dtz.nodes.length) (window.requestIdleCallback || setTimeout)(() => dtz.index());
};

dtz.search = function (text, limit) {
  const query = dtz.fold(text);
  if (!query) return [];
  if (dtz.entries.length < dtz.nodes.length) dtz.index(dtz.nodes.length);
  const words = query.split(" ");
  const hits = [];
  for (const entry of dtz.entries) {
    if (!words.every((word) => entry.all.includes(word))) continue;
    let best = 9;
    for (const name of entry.names) best = Math.min(best, dtz.rank(name, query, words));
    if (best < 9) hits.push({ node: entry.node, best, entry });
  }
  hits.sort((a, b) => a.best - b.best || a.entry.family - b.entry.family || b.entry.ties - a.entry.ties
    || (a.node.name < b.node.name ? -1 : 1));
  return hits.slice(0, limit).map((hit) => hit.node);
};

dtz.rank = function (name, query, words) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (words.every((word) => name.split(" ").some((part) => part.startsWith(word)))) return 2;
  return words.every((word) => name.includes(word)) ? 3 : 9;
};

/* Names that look like what was typed, for a slip of the finger. */
dtz.alike = function (text, limit) {
  const grams = dtz.grams(dtz.fold(text));
  const hits = [];
  for (const entry of dtz.entries) {
    let best = 0;
    for (const name of entry.names) {
      for (const part of [name, ...name.split(" ")]) best = Math.max(best, dtz.likeness(grams, dtz.grams(part)));
    }
    if (best > 0.4) hits.push({ node: entry.node, best });
  }
  hits.sort((a, b) => b.best - a.best || (a.node.name < b.node.name ? -1 : 1));
  return hits.slice(0, limit).map((hit) => hit.node);
};

dtz.grams = function (text) {
  const padded = ` ${text} `;
  const found = new Set();
  for (let place = 0; place < padded.length - 1; place += 1) found.add(padded.slice(place, place + 2));
  return found;
};

dtz.likeness = function (one, other) {
  let shared = 0;
  for (const gram of one) shared += other.has(gram) ? 1 : 0;
  return (2 * shared) / (one.size + other.size);
};

/* What tells two parties with one name apart: what it is and where it is seen. */
dtz.context = function (node) {
  const bodies = dtz.tiesOf(node.id).flatMap((tie) => {
    const ends = [tie.main.source, tie.main.target].map((id) => dtz.node.get(id));
    return ends.filter((end) => end !== node && dtz.family(end) === "body");
  });
  const names = [...new Set(bodies.map((body) => body.name))];
  return [node.noun, names.slice(0, 2).join(", ")].filter(Boolean).join(" · ");
};
