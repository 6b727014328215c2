// Whoever reads a law in one language and asks for another stays at the same place: the address of
// the provision at the top of the window goes along. Without script the page opens at its beginning.

const law = document.getElementById("law");

function here() {
  const places = law.querySelectorAll("[id]");
  for (const place of places) {
    if (place.getBoundingClientRect().top >= 0) return place.id;
  }
  return "";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[hreflang]");
  if (!link || !law || law.getBoundingClientRect().top > 0) return;
  const id = here();
  if (id) link.hash = id;
});
