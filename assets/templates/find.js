"use strict";
// Search and filters over the entries of this page. Without this script the page shows everything.
(() => {
  const byId = (id) => document.getElementById(id);
  const find = byId("find");
  const data = byId("index");

  // Opened inside a zip, pages lie alone in a folder for temporary files.
  const extract = byId("extract");
  let path = location.pathname;
  try { path = decodeURIComponent(path); } catch { /* as it is */ }
  const ofZip = /\/(?:[^/]*\.zip[^/]*|7zO[^/]*|Rar\$[^/]*|BNZ\.[^/]*|wz[0-9a-f]{4})\//i;
  if (extract && location.protocol === "file:" && /\/te?mp\//i.test(path) && ofZip.test(path)) {
    extract.classList.add("seen");
  }
  if (!find || !data) return;

  // Small letters without accents; marks of scripts that need them stay.
  const plain = { "đ": "d", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe" };
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[đøłıßæœ]/g, (sign) => plain[sign]);
  const wordsIn = (text) => [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  // Two words that a hyphen joins may be typed as one.
  const joinedIn = (text) => (text.match(/[\p{L}\p{M}]+-[\p{L}\p{M}]+/gu) ?? []).map((word) => word.replace("-", ""));
  // Scripts that write words without spaces are searched inside a run of letters.
  const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

  // Whether at most one letter was swapped with the next, dropped, doubled or wrong.
  const oneError = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    if (a.length === b.length) {
      return a.slice(at + 1) === b.slice(at + 1)
        || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
    }
    if (Math.abs(a.length - b.length) > 1) return false;
    return a.length > b.length ? a.slice(at + 1) === b.slice(at) : a.slice(at) === b.slice(at + 1);
  };
  const swappedEnds = (a, b) => a.length === b.length && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  // How many letters of the word the typed letters stand for; 0 for none.
  const asTyped = (typed, word) => {
    if (word.startsWith(typed)) return typed.length;
    return unspaced.test(typed) && word.includes(typed) ? word.length : 0;
  };
  // From four letters on a word may hold an error, from five on its beginning too, but then not in the last letter.
  const forgiven = (typed, word) => {
    if (typed.length < 4 || word.length < 4 || /\p{N}/u.test(typed)) return 0;
    if (oneError(typed, word)) return word.length;
    if (typed.length < 5) return 0;
    for (const length of [typed.length, typed.length + 1, typed.length - 1]) {
      const start = word.slice(0, length);
      if (start.length === length && oneError(typed, start)
        && (typed.at(-1) === start.at(-1) || swappedEnds(typed, start))) return length;
    }
    return 0;
  };
  const reach = (term, word) => asTyped(term.word, word) || (term.forgiving ? forgiven(term.word, word) : 0);

  const entries = JSON.parse(data.textContent).map((entry) => ({
    node: byId(entry.id),
    category: entry.category,
    way: entry.way,
    parts: entry.parts.map(([label, text]) => ({
      label, text, words: [...wordsIn(text).map((found) => found[0]), ...joinedIn(text)].map(fold),
    })),
  })).filter((entry) => entry.node);
  const query = byId("query");
  const found = byId("found");
  const clear = byId("clear");
  const filters = byId("filters");
  const boxes = [...find.querySelectorAll("input[type=checkbox]")];

  const vocabulary = [...new Set(entries.flatMap((entry) => entry.parts.flatMap((part) => part.words)))];
  const holds = (entry, terms) => terms.every((term) => entry.parts.some((part) =>
    part.words.some((word) => reach(term, word) > 0)));
  const passes = (entry) => ["category", "way"].every((name) => {
    const ticked = boxes.filter((box) => box.name === name && box.checked);
    return ticked.length === 0 || ticked.some((box) => box.value === entry[name]);
  });

  // Where a text holds a term: pairs of start and end.
  const rangesIn = (text, terms) => wordsIn(text).flatMap((match) => {
    const longest = Math.max(0, ...terms.map((term) => reach(term, fold(match[0]))));
    if (longest === 0) return [];
    let end = match.index;
    let folded = "";
    for (const letter of match[0]) {
      if (fold(folded).length >= longest && fold(letter) !== "") break;
      folded += letter;
      end += letter.length;
    }
    return [[match.index, end]];
  });
  const unmark = () => {
    for (const snippet of document.querySelectorAll(".snippet")) snippet.remove();
    for (const mark of document.querySelectorAll("main mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  };
  const marked = (text, ranges) => {
    const pieces = [];
    let at = 0;
    for (const [start, end] of ranges) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      pieces.push(text.slice(at, start), mark);
      at = end;
    }
    return [...pieces, text.slice(at)];
  };
  const markIn = (node, terms) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    let count = 0;
    for (const text of texts) {
      if (text.parentElement.closest(".request, .unseen, svg")) continue;
      const ranges = rangesIn(text.data, terms);
      if (ranges.length === 0) continue;
      text.replaceWith(...marked(text.data, ranges));
      count += ranges.length;
    }
    return count;
  };
  // The sentence that holds the hit, where title and summary do not.
  const addSnippet = (entry, terms) => {
    for (const part of entry.parts) {
      if (!part.label) continue;
      const sentences = part.text.match(/[^.!?]+[.!?]*\s*/g) ?? [part.text];
      for (const sentence of sentences.map((text) => text.trim())) {
        const ranges = rangesIn(sentence, terms);
        if (ranges.length === 0) continue;
        const snippet = document.createElement("p");
        snippet.className = "snippet";
        snippet.dir = "auto";
        snippet.append(`${part.label}: “`, ...marked(sentence, ranges), "”");
        entry.node.querySelector(".line")?.before(snippet);
        return;
      }
    }
  };

  const report = (shown, hits, text) => {
    if (shown > 0) return entries.length === 1 ? "1 of 1 resource" : `${shown} of ${entries.length} resources`;
    if (hits === 1) return "A filter hides the one match";
    if (hits > 1) return `Filters hide ${hits} matches`;
    return `No resource holds “${text}”. Check the spelling, or clear the search.`;
  };

  const update = () => {
    const text = query.value.trim();
    // A word that stands nowhere as typed forgives one error; where no entry holds all, every word does.
    const terms = wordsIn(text).map((match) => fold(match[0])).filter((word) => word !== "")
      .map((word) => ({ word, forgiving: !vocabulary.some((known) => asTyped(word, known) > 0) }));
    const ticked = boxes.filter((box) => box.checked).length;
    let hits = entries.filter((entry) => holds(entry, terms));
    if (hits.length === 0) {
      for (const term of terms) term.forgiving = true;
      hits = entries.filter((entry) => holds(entry, terms));
    }
    // Signs alone are no word, and nothing holds them.
    if (text && terms.length === 0) hits = [];
    const shown = new Set(hits.filter(passes));
    unmark();
    for (const entry of entries) {
      entry.node.hidden = !shown.has(entry);
      if (terms.length === 0 || !shown.has(entry)) continue;
      if (markIn(entry.node, terms) === 0) addSnippet(entry, terms);
    }
    const active = text !== "" || ticked > 0;
    // A section may only say something; nothing in it can be found.
    for (const section of document.querySelectorAll("main .category")) {
      section.hidden = active && !section.querySelector("article:not([hidden])");
    }
    clear.hidden = !active;
    clear.parentElement.hidden = !active;
    if (filters) filters.textContent = ticked > 0 ? `Filters, ${ticked}` : "Filters";
    const words = active ? report(shown.size, hits.length, text) : "";
    if (found.textContent !== words) found.textContent = words;
  };

  let waiting = 0;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, entries.length > 200 ? 150 : 0);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && query.value !== "") {
      event.preventDefault();
      query.value = "";
      update();
    } else if (event.key === "Enter") {
      event.preventDefault();
      update();
      const first = document.querySelector("main article:not([hidden])");
      (first?.querySelector("h3 a") ?? first)?.focus();
    }
  });
  for (const box of boxes) box.addEventListener("change", update);
  clear.addEventListener("click", () => {
    query.value = "";
    for (const box of boxes) box.checked = false;
    update();
    query.focus();
  });
  // A link to an entry that the search hides shows everything again.
  addEventListener("hashchange", () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      clear.click();
      target.scrollIntoView();
      target.focus();
    }
  });
  addEventListener("pageshow", update);
  find.hidden = false;
  update();
})();
