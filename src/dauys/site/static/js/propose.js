/* Words that are selected in a provision can be proposed about at once: a link appears below it.

   A provision carries data-propose, the address of the form for it, and data-propose-label, the
   words of the link; the quotation is added to the address. By keyboard: select, then Tab. */

const LONGEST = 2000; // characters of a quotation in an address

const link = document.createElement("a");
link.className = "button propose-here";
link.hidden = true;

/* The innermost provision that holds both ends of a selection. */
function provision(selection) {
  let found = selection.anchorNode;
  if (found && found.nodeType !== Node.ELEMENT_NODE) found = found.parentElement;
  found = found && found.closest("[data-propose]");
  while (found && !found.contains(selection.focusNode)) {
    found = found.parentElement && found.parentElement.closest("[data-propose]");
  }
  return found;
}

function offer() {
  const selection = document.getSelection();
  const quote = selection.toString().replace(/\s+/g, " ").trim();
  const law = quote && quote.length <= LONGEST ? provision(selection) : null;
  if (!law) {
    if (document.activeElement !== link) link.hidden = true;
    return;
  }
  link.textContent = law.dataset.proposeLabel;
  link.href = `${law.dataset.propose}&quote=${encodeURIComponent(quote)}`;
  law.after(link);
  link.hidden = false;
}

document.addEventListener("selectionchange", offer);
