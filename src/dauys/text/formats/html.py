"""HTML out: one page that needs nothing else, for people and for `html_read`
(docs/specification/3-text.md, section 7).

Ids are addresses, classes are kinds, ``data-number`` is the bare number. The numbers that a person
sees are text, so that no browser counts by itself. No script, nothing fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.text.formats.about import About
from dauys.text.formats.markup import Markup, escaped
from dauys.text.printed import HEADED, LISTED, label, marks
from dauys.text.provision import Provision, Text

FORM = "1"  # of the markup inside <main>; `html_own` reads no other
_DEEPEST = 6
_STYLE = """
body { margin: 0; background: #fff; color: #1a1a1a; font: 1.0625rem/1.6 Georgia, "Noto Serif",
  "PT Serif", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 2rem 0 .5rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; text-align: center; }
h2 { font-size: 1.3rem; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1.0625rem; }
p { margin: .5rem 0; overflow-wrap: break-word; }
ul { list-style: none; margin: 0; padding-left: 1.5rem; }
.note { margin: .5rem 0; padding-left: .75rem; border-left: 3px solid #767676; color: #4a4a4a;
  font-size: .9375rem; }
:target { background: #fff6d6; }
@media print {
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  p { orphans: 2; widows: 2; }
}
"""


def write_html(text: Text, about: About) -> bytes:
    """The page of a text. Raises `Refused` text.character."""
    return _Page(text).written(about)


@dataclass(slots=True)
class _Page:
    text: Text
    out: Markup = field(default_factory=Markup)
    marks: dict[str, str] = field(default_factory=dict)

    def written(self, about: About) -> bytes:
        self.marks = marks(self.text)
        language = self.text.language
        self.out.raw("<!DOCTYPE html>")
        self.out.raw(f'<html lang="{escaped(language)}">')
        self._head(self.text.title or about.work or language, about)
        self.out.raw("<body>")
        self.out.open("main", data_dauys=FORM)
        if self.text.title:
            self.out.put("h1", escaped(self.text.title))
        self._all(self.text.provisions, 2)
        self.out.close("main")
        self.out.raw("</body>")
        self.out.raw("</html>")
        return self.out.data()

    def _head(self, title: str, about: About) -> None:
        self.out.raw("<head>")
        self.out.raw('<meta charset="utf-8">')
        self.out.raw('<meta name="viewport" content="width=device-width, initial-scale=1">')
        self.out.raw('<meta name="generator" content="Dauys">')
        for name, content in (("author", about.author), ("date", about.date)):
            if content:
                self.out.raw(f'<meta name="{name}" content="{escaped(content)}">')
        self.out.put("title", escaped(title))
        self.out.raw(f"<style>{_STYLE}</style>")
        self.out.raw("</head>")

    def _all(self, provisions: tuple[Provision, ...], level: int) -> None:
        """Provisions side by side; points that follow each other are one list."""
        listed = False
        for each in provisions:
            if listed != (each.kind in LISTED):
                listed = not listed
                (self.out.open if listed else self.out.close)("ul")
            self._provision(each, level)
        if listed:
            self.out.close("ul")

    def _provision(self, each: Provision, level: int) -> None:
        headed = each.kind in HEADED
        name = "section" if headed else "li" if each.kind in LISTED else "div"
        role = "note" if each.kind == "note" else ""
        self.out.open(name, id=each.address, class_=each.kind, role=role, data_number=each.number)
        number = label(each, self.text.language) if headed else self.marks.get(each.address, "")
        number = number or each.number
        if headed and number and each.heading:
            number += "."
        self._line(f"h{min(level, _DEEPEST)}" if headed else "p", each, number)
        self._all(each.children, level + headed)
        self.out.close(name)

    def _line(self, name: str, each: Provision, number: str) -> None:
        """The heading, and the words below it or beside the number."""
        parts = []
        if number:
            parts.append(f'<span class="number">{escaped(number)}</span>')
        if each.heading:
            parts.append(f'<span class="heading">{escaped(each.heading, each.address)}</span>')
        words = f'<span class="text">{escaped(each.text, each.address)}</span>'
        if name == "p":
            self.out.put("p", " ".join([*parts, words] if each.text else parts))
            return
        if parts:
            self.out.put(name, " ".join(parts))
        if each.text:
            self.out.put("p", words)
