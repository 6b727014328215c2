"""From ``text.published`` to rows: the version, and every provision of every language."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from dauys.site.record.projections import Entered
from dauys.site.text import folding
from dauys.site.text.compared import work_out
from dauys.site.text.models import Provision, Version
from dauys.text.printed import HEADED, label
from dauys.text.provision import Provision as Place
from dauys.text.provision import Text
from dauys.text.wire import TextPublished, read_text

RESERVED = frozenset({"compare", "search"})  # what else stands under /text/


def published(entered: Entered) -> None:
    """Writes a version and its provisions."""
    body: TextPublished = entered.body
    texts = {
        language: read_text(data)
        for language, ref in body.expressions.items()
        if (data := entered.object(ref)) is not None
    }
    version = Version.objects.create(
        entry=entered.index,
        slug=_slug(body.version, entered.index),
        work=body.work,
        name=body.version,
        role=body.role,
        date=body.date,
        at=entered.at,
        author=body.author,
        hash=body.hash,
        authoritative=list(body.authoritative),
        expressions={language: ref.sha256 for language, ref in body.expressions.items()},
        titles={language: text.title for language, text in texts.items()},
    )
    for text in texts.values():
        Provision.objects.bulk_create(rows(version, text), batch_size=500)
    transaction.on_commit(lambda: work_out.enqueue(entered.index))


def rows(version: Version, text: Text) -> Iterator[Provision]:
    """The rows of a text in its order."""
    waiting: list[tuple[int, str, Place]] = [(0, "", each) for each in reversed(text.provisions)]
    order = 0
    while waiting:
        level, parent, each = waiting.pop()
        folded = folding.indexed(f"{_label(each, text)} {each.heading} {each.text}")
        yield Provision(
            version=version,
            language=text.language,
            order=order,
            address=each.address,
            parent=parent,
            level=level,
            kind=each.kind,
            number=each.number,
            heading=each.heading,
            words=each.text,
            folded=folded,
            near=folding.near(folded),
        )
        order += 1
        waiting.extend((level + 1, each.address, child) for child in reversed(each.children))


def _label(provision: Place, text: Text) -> str:
    """The number of an article or division as it is printed: people look for «статья 5»."""
    return label(provision, text.language) if provision.kind in HEADED else ""


def _slug(name: str, entry: int) -> str:
    """The name of a version in addresses; a name that is taken there gets the entry's number."""
    taken = name in RESERVED or Version.objects.filter(slug=name).exists()
    return f"{name}~{entry}" if taken else name
