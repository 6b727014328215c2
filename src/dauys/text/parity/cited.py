"""What the references of a text lead to, in a form that is the same in every language.

It is the address of the provision in the text (3-text, section 6), whatever words lead there. Of
another act only the numbers in the words are known. A reference to nothing but the citing provision
and what stands around it («настоящей статьи») is left aside: languages differ in saying so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dauys.text.concepts.mentions import Mention, mentions
from dauys.text.provision import Provision, Text
from dauys.text.references import Reference, references


@dataclass(frozen=True, slots=True)
class Cited:
    """The references of a text by the address of the citing provision; ``partners`` are the units
    of the text laid beside it by the addresses of its own."""

    language: str
    references: Mapping[str, list[Reference]]
    partners: Mapping[str, str]

    @classmethod
    def of(cls, text: Text, partners: Mapping[str, str] | None = None) -> Cited:
        """The references of a text."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for each in references(text):
            found[each.address].append(each)
        return cls(text.language, found, partners or {})

    def by(self, provisions: Iterable[Provision]) -> list[Mention]:
        """What some provisions cite, each with the words that do."""
        return [
            mention
            for each in provisions
            for reference in self.references.get(each.address, ())
            for mention in self._mentions(reference)
        ]

    def bare(self, provision: Provision) -> Provision:
        """A provision without the words that are references."""
        text = provision.text
        for each in reversed(self.references.get(provision.address, ())):
            text = f"{text[: each.start]} ; {text[each.end :]}"
        return replace(provision, text=text)

    def _mentions(self, reference: Reference) -> Iterator[Mention]:
        if reference.external:
            yield from mentions(reference.words, self.language)[0]
            return
        here = f"{reference.address}__"
        if reference.missing or not all(here.startswith(f"{t}__") for t in reference.targets):
            for target in (*reference.targets, *reference.missing):
                yield Mention(self._shared(target), reference.words)

    def _shared(self, address: str) -> str:
        unit, *steps = address.split("__", 1)
        return "__".join([self.partners.get(unit, unit), *steps])
