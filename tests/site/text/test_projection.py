"""Rows out of the record are the law: every provision of every language, as the stage has it."""

from __future__ import annotations

import pytest

from dauys import sample
from dauys.record.opening import ReferendumOpened
from dauys.site.text import projections, queries, trees
from dauys.site.text.models import Provision, Version
from dauys.text.formats import load
from dauys.text.provision import Text
from tests.shared import shared
from tests.site.conftest import LANGUAGES, publish_charter

pytestmark = pytest.mark.django_db


def shown(text: Text) -> list[tuple[str, ...]]:
    """What a row holds of each provision of a tree."""
    return [(p.address, p.kind, p.number, p.heading, p.text) for p in text.walk()]


def test_every_provision_of_the_sample_has_its_row(drafted: ReferendumOpened) -> None:
    for version, name in (("old", "in-force"), ("draft", "draft-1")):
        for language in LANGUAGES:
            with sample.file(sample.charter(version, language)) as path:  # type: ignore[arg-type]
                text = load(path, language)
            rows = Provision.objects.filter(version__name=name, language=language)
            fields = "address", "kind", "number", "heading", "words"
            assert list(rows.values_list(*fields)) == shown(text)
            found = queries.find(name)
            assert found is not None
            assert queries.text(found, language) == text
            assert found.titles[language] == text.title


def test_levels_and_parents_make_the_tree_again(drafted: ReferendumOpened) -> None:
    version = queries.latest_draft()
    assert version is not None
    text = queries.text(version, "kk")
    parents = {c.address: p.address for p in text.walk() for c in p.children}
    levels: dict[str, int] = {}
    for row in version.provisions.filter(language="kk"):
        assert row.parent == parents.get(row.address, "")
        levels[row.address] = levels[row.parent] + 1 if row.parent else 0
        assert row.level == levels[row.address]


def test_which_version_is_which(drafted: ReferendumOpened) -> None:
    publish_charter("new")
    assert [each.name for each in queries.versions()] == ["in-force", "draft-1", "draft-2"]
    newest, force = queries.latest_draft(), queries.in_force()
    assert newest is not None
    assert force is not None
    assert (newest.name, force.name) == ("draft-2", "in-force")
    assert getattr(queries.before(newest), "name", "") == "draft-1"
    assert queries.before(force) is None
    assert newest.languages == ["kk", "ru", "en"]
    assert (newest.spoken("ru"), newest.spoken("es")) == ("ru", "kk")


def test_anchors_are_held_against_places_of_the_stage(drafted: ReferendumOpened) -> None:
    version = queries.in_force()
    assert version is not None
    places = queries.places(version)
    assert sorted(places) == ["en", "kk", "ru"]
    assert places["ru"].provision("art_1").number == "1"
    assert queries.provision(version, "ru", "art_1") == places["ru"].provision("art_1")
    assert queries.provision(version, "ru", "art_999") is None
    assert queries.called(version, "ru", "art_1", "en") == "Article 1"


def test_a_name_that_is_taken_in_addresses_gets_the_number_of_its_entry(db: None) -> None:
    assert projections._slug("draft-1", 5) == "draft-1"
    assert projections._slug("search", 5) == "search~5"
    Version.objects.create(
        entry=1, slug="draft-1", work="a", name="draft-1", role="draft", date="2026-01-01",
        at="2026-01-01T00:00:00Z", author="x", hash="0" * 64, authoritative=["kk"],
        expressions={}, titles={},
    )  # fmt: skip
    assert projections._slug("draft-1", 7) == "draft-1~7"


@pytest.mark.parametrize("file", ["2026.kaz.txt", "2026.rus.txt", "1995.rus.txt"])
def test_every_provision_of_a_constitution_has_its_row(file: str, db: None) -> None:
    text = load(shared(f"texts/kz/{file}"))
    version = Version(entry=1, slug="v", name="v")
    rows = list(projections.rows(version, text))
    assert [(r.address, r.kind, r.number, r.heading, r.words) for r in rows] == shown(text)


def test_a_tree_is_read_once(drafted: ReferendumOpened, django_assert_num_queries: object) -> None:
    version = queries.in_force()
    assert version is not None
    queries.text(version, "ru")
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.text(version, "ru")
        trees.names(version.expressions["ru"], "ru")
