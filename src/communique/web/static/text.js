// Makes the text page quicker: words that are selected show at once what rests on them, and a finding that is pointed
// at shows its words. All of it works without this file, by links.
"use strict";

const text = document.getElementById("text");
const told = document.getElementById("resting");
const cards = [...document.querySelectorAll(".card")];
const pieces = [...text.querySelectorAll(".piece")];
const before = [...told.childNodes].map((node) => node.cloneNode(true));

function ids(piece) {
  return piece.dataset.of ? piece.dataset.of.split(" ") : [];
}

function show(found) {
  for (const card of cards) card.hidden = found !== null && !found.has(card.dataset.finding);
  for (const list of document.querySelectorAll(".cards")) {
    const empty = [...list.children].every((card) => card.hidden);
    list.hidden = empty;
    list.previousElementSibling.hidden = empty;
  }
}

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode)) return [];
  return pieces.filter((piece) => selection.containsNode(piece, true));
}

let isNarrowed = false;

document.addEventListener("selectionchange", () => {
  const under = selected();
  if (!under.length) {
    return;
  }
  const found = new Set(under.flatMap(ids));
  show(found);
  isNarrowed = true;
  const first = under[0].dataset.words.split("-")[0];
  const last = under[under.length - 1].dataset.words.split("-")[1];
  const link = document.createElement("a");
  link.href = `${location.pathname}?words=${first}-${last}#findings`;
  link.textContent = "Address of these words";
  const count = cards.filter((card) => !card.hidden).length;
  told.replaceChildren(`${count} ${count === 1 ? "finding rests" : "findings rest"} on the selected words. `, link);
});

function all() {
  if (!isNarrowed) return;
  show(null);
  isNarrowed = false;
  told.replaceChildren(...before.map((node) => node.cloneNode(true)));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.getSelection().removeAllRanges();
    all();
  }
});
document.addEventListener("mousedown", (event) => {
  if (text.contains(event.target)) all();
});

function light(id) {
  for (const piece of pieces) piece.classList.toggle("pointed", id !== null && ids(piece).includes(id));
}

for (const card of cards) {
  const id = card.dataset.finding;
  card.addEventListener("mouseenter", () => light(id));
  card.addEventListener("mouseleave", () => light(null));
  card.addEventListener("focusin", () => light(id));
  card.addEventListener("focusout", () => light(null));
}

// A click that ends a selection of words must not follow the link that it ends on.
text.addEventListener("click", (event) => {
  if (!document.getSelection().isCollapsed) event.preventDefault();
});

const lit = text.querySelector(".lit");
if (lit && matchMedia("(min-width: 60rem)").matches) lit.scrollIntoView({ block: "center" });
