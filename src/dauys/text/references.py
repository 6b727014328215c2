"""References between the provisions of a law: found, resolved, or dangling.

docs/specification/3-text.md, section 6. «пункт 2 статьи 44» leads to ``art_44__para_2``. A
reference to another act is told apart. Notes are not read: they are not the law's own words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.text.address import PREFIXES
from dauys.text.citations import CITATIONS, Citations, Level
from dauys.text.mentions import Chain, Item, Mention, tokens_of
from dauys.text.number_after import NumberAfter
from dauys.text.number_before import NumberBefore
from dauys.text.places import UNITS, Places
from dauys.text.provision import DIVISIONS, Provision, Text

MAX_RANGE = 150  # provisions of a range that are told one by one; of a longer one only both ends
_INNER: dict[Level, tuple[str, ...]] = {
    "paragraph": ("paragraph", "point", "subpoint", "passage"),
    "point": ("point", "subpoint", "paragraph"),
    "passage": ("paragraph", "passage"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that cites provisions.

    ``address`` is the provision in whose text it stands, ``start`` to ``end`` its characters
    there, ``words`` those characters. ``targets`` are the addresses that it leads to, in order.
    ``external``: it cites another act, and has no targets. ``missing`` is what it asks for and
    does not get, as an address would have it (``art_44__para_9``), because it is not there or
    because several provisions could be meant: the reference dangles.
    """

    address: str
    start: int
    end: int
    words: str
    targets: tuple[str, ...]
    missing: tuple[str, ...] = ()
    external: bool = False


def references(text: Text) -> tuple[Reference, ...]:
    """Every reference of a text to provisions of its own or of another act, in its order."""
    cited = CITATIONS.get(text.language)
    if cited is None:
        return ()
    places = Places(text)
    found: list[Reference] = []
    title = text.title.casefold()
    for where in text.walk():
        if where.kind == "note":
            continue
        trail = _Trail(places, where)
        for chain in chains(where.text, cited, title):
            words = where.text[chain.start : chain.end]
            external = chain.act == "other"
            targets, missing = ((), ()) if external else trail.follow(chain)
            found.append(
                Reference(where.address, chain.start, chain.end, words, targets, missing, external)
            )
    return tuple(found)


def chains(text: str, cited: Citations, own: str) -> tuple[Chain, ...]:
    """The chains of a passage in their order; ``own`` is the title of its act, folded."""
    if not cited.any.search(text):  # most passages cite nothing
        return ()
    finder = NumberBefore if cited.number_first else NumberAfter
    return tuple(finder(tuple(tokens_of(text)), cited, own).chains())


@dataclass(slots=True)
class _Trail:
    """Follows the chains of one passage; ``said`` is the article that was cited last in it."""

    places: Places
    where: Provision
    said: Provision | None = None
    missing: list[str] = field(default_factory=list)

    def follow(self, chain: Chain) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The addresses that a chain leads to, and what it asks for in vain."""
        self.missing = []
        scopes: list[Provision] | None = None
        for mention in chain.mentions:
            scopes = self.step(mention, scopes)
            if mention.level in UNITS and scopes:
                self.said = scopes[-1]
        return tuple(dict.fromkeys(each.address for each in scopes or ())), tuple(self.missing)

    def step(self, mention: Mention, scopes: list[Provision] | None) -> list[Provision]:
        """One level further in; ``scopes`` None: the first one, sought from where it stands."""
        if mention.relative:
            return self.relative(mention)
        found: list[Provision] = []
        for item in mention.items:
            for scope in [None] if scopes is None else scopes:
                hits = self.item(mention.level, item, scope)
                found += self.step(item.inner, hits) if item.inner and hits else hits
        return found

    def relative(self, mention: Mention) -> list[Provision]:
        """«настоящая статья», «el inciso anterior», «dicho artículo»."""
        found = self.said if mention.relative == "said" and mention.level in UNITS else None
        found = found or self.here(mention.level)
        if found is not None and mention.relative in ("previous", "following"):
            found = self.places.beside(found, -1 if mention.relative == "previous" else 1)
        if found is None:
            self.missing.append(f"{mention.relative}_{mention.level}")
            return []
        return [found]

    def here(self, level: Level) -> Provision | None:
        """What stands around on a level; below the article the nearest that there is."""
        if level == "passage":
            return self.where
        if level in UNITS:
            return self.places.scopes(self.where)[-1]
        if level in DIVISIONS:
            around = self.places.outwards(self.where)
            return next((each for each in around if each.kind == level), None)
        around = iter(self.places.scopes(self.where))
        numbered = (each for each in around if each.kind in _INNER[level] and each.number)
        return next(numbered, self.where)

    def item(self, level: Level, item: Item, scope: Provision | None) -> list[Provision]:
        """The provision of a number, those of a range, or none."""
        first = self.found(level, item.number, scope)
        if item.until:
            return self.range(level, item, scope)
        low, _, high = item.number.replace("‑", "-").partition("-")
        if not first and low.isdecimal() and high.isdecimal() and int(low) < int(high):
            return self.range(level, Item(low, high), scope)  # «12-15», where no 12-15 is
        return self.only(first, level, item.number, scope)

    def range(self, level: Level, item: Item, scope: Provision | None) -> list[Provision]:
        """From one number to another: the provisions of the same kind that lie between."""
        ends = [
            self.only(self.found(level, number, scope), level, number, scope)
            for number in (item.number, item.until)
        ]
        if not ends[0] or not ends[1]:
            return ends[0] + ends[1]
        found, last = ends[0][:], ends[1][0]
        while found[-1] is not last and len(found) < MAX_RANGE:
            after = self.places.beside(found[-1], 1)
            if after is None:
                break
            found.append(after)
        return found if found[-1] is last else [found[0], last]

    def only(
        self, hits: list[Provision], level: Level, number: str, scope: Provision | None
    ) -> list[Provision]:
        """The one provision that was meant; none, or one of several, is missing."""
        if len(hits) != 1:
            around = f"{scope.address}__" if scope else ""
            step = PREFIXES.get(level, "al")
            self.missing.append(f"{around}{step}_{self.places.normal(number, level)}")
        return hits if len(hits) == 1 else []

    def found(self, level: Level, number: str, scope: Provision | None) -> list[Provision]:
        """The provisions that a level and a number may mean: one, none, or several."""
        if level in DIVISIONS or level in UNITS:
            return self.places.top(self.where, level, number)
        if scope is not None:
            return self.inside([scope], level, number)
        hits = self.inside(self.places.scopes(self.where), level, number)
        if not hits and self.said is not None:  # «En el artículo 82: los números 4º y 9º»
            hits = self.inside([self.said], level, number)
        return hits

    def inside(self, scopes: list[Provision], level: Level, number: str) -> list[Provision]:
        """The nearest provisions of the kind that a level names first, else of the next kind."""
        for kind in _INNER[level]:
            for scope in scopes:
                if hits := self.places.within(scope, kind, number):
                    return hits
        return []
