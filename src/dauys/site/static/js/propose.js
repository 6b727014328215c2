/* Words that are selected in a law can be proposed about at once: a link appears below them.

   A law carries data-propose, the address of the form for it, and data-propose-label, the words of
   the link. Inside it data-address says where words stand; the innermost provision that holds all
   of them and the quotation are added to the address. By keyboard: select, then Tab. */

const LONGEST = 2000; // characters of a quotation in an address
const BESIDE = ".number, .pilcrow"; // what the page adds to the words of the law
const BLOCKS = "p, br, h2, h3, h4, h5, h6"; // what ends a line

const link = document.createElement("a");
link.className = "button propose-here";
link.hidden = true;

function nearest(node, wanted) {
  const element = node && node.nodeType !== Node.ELEMENT_NODE ? node.parentElement : node;
  return element && element.closest(wanted);
}

/* The law that holds both ends of a selection. */
function law(range) {
  return nearest(range.commonAncestorContainer, "[data-propose]");
}

/* The address of the innermost provision that both places lie in. */
function shared(one, other) {
  const [first, second] = [one, other].map((place) => place.dataset.address.split("__"));
  const end = first.findIndex((part, at) => part !== second[at]);
  return (end < 0 ? first : first.slice(0, end)).join("__");
}

function words(range) {
  const copy = range.cloneContents();
  for (const each of copy.querySelectorAll(BESIDE)) each.remove();
  for (const each of copy.querySelectorAll(BLOCKS)) each.after(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/* Where the link stands and leads; null where the selection lies in no law or in no one provision. */
function offered(range) {
  const found = law(range);
  const quote = found ? words(range) : "";
  if (!quote || quote.length > LONGEST) return null;
  let href = `${found.dataset.propose}&quote=${encodeURIComponent(quote)}`;
  const ends = [range.startContainer, range.endContainer];
  const [first, last] = ends.map((node) => nearest(node, "[data-address]"));
  if (!first || !last || !found.contains(first)) return { found, href, after: found };
  const address = shared(first, last);
  if (!address) return null;
  href += `&address=${encodeURIComponent(address)}`;
  return { found, href, after: last };
}

function offer() {
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const made = range && offered(range);
  if (!made) {
    if (document.activeElement !== link) link.hidden = true;
    return;
  }
  link.textContent = made.found.dataset.proposeLabel;
  link.href = made.href;
  made.after.after(link);
  link.hidden = false;
}

document.addEventListener("selectionchange", offer);
