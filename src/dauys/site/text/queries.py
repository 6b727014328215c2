"""What other apps and the pages ask of the texts."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.consultation.anchor import Places
from dauys.site.text import trees
from dauys.site.text.models import Version
from dauys.text.compare import Comparison
from dauys.text.provision import Provision, Text
from dauys.wire.ids import Language


def versions() -> list[Version]:
    """Every published version in the order of the record."""
    return list(Version.objects.all())


def find(slug: str) -> Version | None:
    """The version that has this name in addresses."""
    if "\0" in slug:  # which PostgreSQL takes for a fault of ours
        return None
    return Version.objects.filter(slug=slug).first()


def named(work: str, name: str) -> Version | None:
    """The version of a work."""
    return Version.objects.filter(work=work, name=name).first()


def latest_draft() -> Version | None:
    """The draft that was published last."""
    return Version.objects.filter(role=Version.Role.DRAFT).last()


def in_force() -> Version | None:
    """The text in force that was published last."""
    return Version.objects.filter(role=Version.Role.IN_FORCE).last()


def newest(every: Sequence[Version], role: str) -> Version | None:
    """The version of a role that was published last, of some that have been read already."""
    return next((each for each in reversed(every) if each.role == role), None)


def before(version: Version) -> Version | None:
    """The version of the same work that was published before."""
    return Version.objects.filter(work=version.work, entry__lt=version.entry).last()


def text(version: Version, language: Language) -> Text:
    """The tree of a version in one of its languages."""
    return trees.tree(version.expressions[language])


def places(version: Version) -> dict[Language, Places]:
    """What anchors in a version are held against, by language."""
    return {
        language: trees.anchor_places(version.work, version.name, sha256)
        for language, sha256 in version.expressions.items()
    }


def provision(version: Version, language: Language, address: str) -> Provision | None:
    """The provision at an address; None where there is none."""
    return trees.by_address(version.expressions[language]).get(address)


def called(version: Version, language: Language, address: str, spoken: Language) -> str:
    """What a provision is called in the language of the page: «Статья 5, пункт 2»."""
    return trees.names(version.expressions[language], spoken).called.get(address, address)


def comparison(old: Version, new: Version, language: Language) -> Comparison:
    """Two versions in a language that both have; raises as `dauys.text.compare.comparison`."""
    return trees.comparison(old.expressions[language], new.expressions[language])
