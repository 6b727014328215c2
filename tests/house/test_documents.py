"""The documents keep up: captions for every folder, pages that are written from the code."""

from __future__ import annotations

import fnmatch
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source import ROOT, tracked


def generator() -> ModuleType:
    """tools/docs.py."""
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools/docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folders() -> list[str]:
    """Every folder that holds something, with its slash: ``src/dauys/wire/``."""
    found = {
        parent.as_posix() + "/"
        for path in tracked()
        for parent in path.relative_to(ROOT).parents
        if parent != Path()
    }
    return sorted(found)


def test_every_folder_has_a_caption() -> None:
    """A row of docs/README.md opens with the folder in backquotes; ``*`` stands for names."""
    text = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    captions = re.findall(r"^\| `([^`]+/)` \|", text, re.M)
    missing = [f for f in folders() if not any(fnmatch.fnmatch(f, c) for c in captions)]
    assert missing == []
    assert sorted(set(captions)) == sorted(captions), "rows that stand twice"
    assert [c for c in captions if not fnmatch.filter(folders(), c)] == [], "folders that are gone"


@pytest.mark.parametrize("page", ["errors", "commands"])
def test_pages_that_are_written_from_the_code_are_current(page: str) -> None:
    """make docs writes them again."""
    expected = getattr(generator(), page)()
    assert (ROOT / f"docs/{page}.md").read_text(encoding="utf-8") == expected


def test_no_link_between_documents_is_broken() -> None:
    broken = []
    for path in tracked():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert broken == []


def test_every_word_of_make_in_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    for path in tracked():
        if path.suffix == ".md":
            text = path.read_text(encoding="utf-8")
            used = set(re.findall(r"`make ([a-z]+)", text)) | set(
                re.findall(r"^make ([a-z]+)", text, re.M)
            )
            assert used <= words, path
