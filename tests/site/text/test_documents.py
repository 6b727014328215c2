"""Every version and table as a file: the bytes of the stage's writers, made once."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.text import documents, queries
from dauys.text.formats import read_bytes

pytestmark = pytest.mark.django_db


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Disposition"].startswith("attachment; ")
    suffix = address.rsplit("/", 1)[1].split(".", 1)[1]
    assert answer["Content-Type"] == documents.TYPES[suffix]
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", documents.TEXTS)
def test_what_is_downloaded_is_the_law(
    suffix: str, drafted: ReferendumOpened, client: Client
) -> None:
    version = queries.latest_draft()
    assert version is not None
    for language in ("kk", "ru") if suffix != "pdf" else ("ru",):
        data = body(client, f"/en/text/draft-1/files/{language}.{suffix}")
        text = read_bytes(data, f".{suffix}", language).text
        assert [p.text for p in text.articles()] == [
            p.text for p in queries.text(version, language).articles()
        ]


@pytest.mark.parametrize("suffix", documents.TABLES)
def test_the_table_is_downloaded(suffix: str, drafted: ReferendumOpened, client: Client) -> None:
    data = body(client, f"/kk/text/compare/in-force/draft-1/table.{suffix}")
    begins = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE", "csv": b"\xef\xbb\xbf"}
    assert data.startswith(begins[suffix])


def test_a_file_is_made_once(drafted: ReferendumOpened, client: Client) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    places = {documents.made(("a test", "facts"), "txt", make) for _ in range(3)}
    assert (len(places), len(made)) == (1, 1)
    assert not list((settings.ENVIRONMENT.data / "made").glob("*.lock"))
    assert documents.made(("a test", "other"), "txt", make) not in places


def test_a_file_that_could_not_be_made_leaves_nothing(drafted: ReferendumOpened) -> None:
    def fail() -> bytes:
        raise MemoryError

    with pytest.raises(MemoryError):
        documents.made(("a test", "fails"), "txt", fail)
    assert documents.made(("a test", "fails"), "txt", lambda: b"y").read_bytes() == b"y"
