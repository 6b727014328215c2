"""A manuscript of the sample's second draft, as the staff would upload it."""

from __future__ import annotations

from dauys import sample
from dauys.site.people.models import Person
from dauys.site.text import actions, reading
from dauys.site.text.models import Manuscript
from tests.site.conftest import KEY


def charter(language: str) -> bytes:
    """The file of a language."""
    return sample.data(sample.charter("new", language))


def read(language: str) -> reading.Read:
    """The file of a language, read as an upload is."""
    made = reading.read(f"charter.{language}.txt", charter(language), language)
    assert isinstance(made, reading.Read)
    return made


def manuscript(by: Person, *languages: str, name: str = "draft-2") -> Manuscript:
    """A manuscript that an editor has prepared."""
    made = Manuscript(
        work=sample.WORK, name=name, role="draft", date="2026-02-10", author=KEY.name,
        authoritative=["kk"], by=by,
    )  # fmt: skip
    return actions.prepare(by, made, [read(each) for each in languages or ("en", "kk", "ru")], [])
