"use strict";
/* Small tools: elements without markup from data, words, folding of names, dates. */
const dtz = {};

/* An element; text becomes text, never markup. */
dtz.el = function (name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...dtz.kept(children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "")));
  return made;
};

/* Whether an element is a name to click, or ends in one. */
dtz.endsInName = (part) => part instanceof Element && (part.className === "name" || dtz.endsInName(part.lastChild));

/* A name to click and the stops behind it stay on one line: a button can be parted from what follows it. */
dtz.kept = function (parts) {
  const made = [];
  for (const part of parts) {
    const before = made[made.length - 1];
    const stops = typeof part === "string" && dtz.endsInName(before) ? /^[.,;:)]*/.exec(part)[0] : "";
    if (stops) {
      const whole = document.createElement("span");
      whole.className = "kept";
      whole.append(before, stops);
      made[made.length - 1] = whole;
    }
    if (stops !== part) made.push(stops ? part.slice(stops.length) : part);
  }
  return made;
};

dtz.svg = function (name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
};

/* Put children in place of what an element held; nothing stands for nothing. */
dtz.put = (place, ...children) => place.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));

/* With a capital, as a heading begins. */
dtz.capital = (text) => (typeof text === "string" ? text.charAt(0).toLocaleUpperCase(dtz.language) + text.slice(1) : text);

dtz.byId = (id) => document.getElementById(id);

/* Words of the catalogue, placeholders filled with text; n chooses singular or plural. */
dtz.word = function (key, values) {
  const entry = dtz.words[key];
  const text = typeof entry === "string" ? entry : entry[values && values.n === 1 ? "one" : "other"];
  return text.replace(/\{([\w-]+)\}/g, (whole, name) => {
    const value = values ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === "number" ? dtz.number(value) : String(value);
  });
};

/* Words of the catalogue as a list in which placeholders may be elements. */
dtz.fill = function (key, values) {
  const entry = dtz.words[key];
  const text = typeof entry === "string" ? entry : entry[values.n === 1 ? "one" : "other"];
  return dtz.stops(text.split(/(\{[\w-]+\})/).flatMap((part) => {
    if (!part.startsWith("{")) return part ? [part] : [];
    const value = values[part.slice(1, -1)];
    return typeof value === "number" ? [dtz.number(value)] : [value].flat();
  }));
};

/* One full stop is enough where a name ends in one ("B.V."). */
dtz.stops = (parts) => parts.map((part, n) => {
  const before = n ? parts[n - 1] : "";
  const ends = (typeof before === "string" ? before : before.textContent).endsWith(".");
  return part === "." && ends ? "" : part;
});

/* A whole number with a sign between thousands (the formats of the browser take long to make, before the first picture). */
dtz.number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, dtz.language === "nl" ? "." : ",");

/* "a, b and c" of a list of texts or elements. */
dtz.join = function (items) {
  return items.flatMap((item, n) => {
    if (!n) return [item];
    return [n === items.length - 1 ? ` ${dtz.word("and")} ` : ", ", item];
  });
};

/* For comparing: no case, no accents, single spaces (as model.network.fold). */
dtz.fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/* An end that is no more than a bound, as model.dates has it: "..2022" is 2022 at the latest. */
dtz.isBound = (text) => text.startsWith("..");

/* A partial ISO date in words. */
dtz.date = function (text) {
  if (!text) return "";
  if (dtz.isBound(text)) return dtz.word("date.latest", { date: dtz.date(text.slice(2)) });
  const [year, month, day] = text.split("-").map(Number);
  return month ? [day, dtz.months[month - 1], year].filter(Boolean).join(" ") : text;
};

dtz.period = function (since, until) {
  if (since && until) return dtz.word("period", { since: dtz.date(since), until: dtz.date(until) });
  if (since) return dtz.word("period.since", { since: dtz.date(since) });
  return until ? dtz.word("period.until", { until: dtz.date(until) }) : "";
};
