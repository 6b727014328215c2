"""``dauys text export``: a law in another format, nothing overwritten, nothing lost silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.cli import main
from dauys.text.formats import dump, load
from dauys.text.provision import Provision, Text
from tests.text.laws import KAZAKH


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.txt"
    path.write_text(KAZAKH, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main.main(["text", "export", *map(str, args), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    "suffix", ["akn.xml", "AKN.XML", "html", "md", "txt", "json", "xml", "htm"]
)
def test_every_format_is_written_and_read_again(
    law: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = law.with_name(f"out.{suffix}")
    code, out, err = run(capsys, law, "-o", target)
    assert (code, err) == (0, "")
    assert f"out.{suffix}" in out
    assert "articles 3" in out
    assert load(target) == load(law)


def test_what_stands_in_the_identification_is_given(
    law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = law.with_name("out.akn.xml")
    given = ["--country", "kz", "--work", "charter", "--date", "2026-03-15", "--author", "Мәслихат"]
    code, _, _ = run(capsys, law, "-o", target, *given)
    assert code == 0
    told = target.read_text(encoding="utf-8")
    assert '"/akn/kz/act/2026-03-15/charter/kaz@2026-03-15"' in told
    assert 'showAs="Мәслихат"' in told


def test_an_unknown_ending_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, tmp_path / "missing.txt", "-o", tmp_path / "out.doc")
    assert (code, out) == (2, "")
    assert err.startswith("dauys: text.format: ")
    assert ".akn.xml" in err
    assert ".md" in err


def test_nothing_is_overwritten(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, law, "-o", law)
    assert code == 2
    assert err.startswith("dauys: file.exists: ")
    assert law.read_text(encoding="utf-8") == KAZAKH


def test_a_wrong_country_ends_with_its_code_and_writes_nothing(
    law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = law.with_name("out.akn.xml")
    code, _, err = run(capsys, law, "-o", target, "--country", "Қазақстан")
    assert code == 1
    assert err.startswith("dauys: text.about: ")
    assert not target.exists()


def test_what_is_not_carried_is_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = Provision("art_1__para_1__note_1", "note", "", "", "Сноска. Изменён.")
    passage = Provision("art_1__para_1", "paragraph", "1", "", "Город.", (note,))
    text = Text("ru", "УСТАВ", (Provision("art_1", "article", "1", "", "", (passage,)),))
    (tmp_path / "law.json").write_bytes(dump(text, ".json"))
    code, _, err = run(capsys, tmp_path / "law.json", "-o", tmp_path / "out.md")
    assert code == 0
    assert err.splitlines()[0].startswith("text.lost: Provision art_1__para_1__note_1")
    assert "Сноска." in (tmp_path / "out.md").read_text(encoding="utf-8")
