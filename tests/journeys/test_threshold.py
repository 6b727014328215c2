"""docs/how-to/threshold.md, word by word: three members in folders of their own, and a commission
that has only what they hand over."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.journeys.pages import Command, commands
from tests.journeys.world import run

MEMBERS = (1, 2, 3)


class Play:
    """The folders, and how a command of the page is typed in them."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.monkeypatch = root, monkeypatch
        for number in MEMBERS:
            self.folder(number).mkdir()
        self.commission.mkdir()

    @property
    def commission(self) -> Path:
        return self.root / "commission"

    def folder(self, number: int) -> Path:
        return self.root / f"at-{number}"

    def type(self, command: Command, folder: Path, number: int = 1) -> str:
        """Types a command of the page, a member with the own number; holds it to what it prints."""
        words = command.words.replace("--index 1", f"--index {number}")
        words = words.replace("--shares 1.json", f"--shares {number}.json")
        self.monkeypatch.chdir(folder)
        code, out, err = run(*shlex.split(words)[1:])
        assert (code, err) == (0, ""), words
        assert command.holds(out), (words, out)
        return out

    def everyone(self, command: Command) -> list[str]:
        """Each member types it."""
        return [self.type(command, self.folder(number), number) for number in MEMBERS]

    def hand_over(self, name: str) -> None:
        """Each member's file goes to the commission."""
        for number in MEMBERS:
            place = self.folder(number) / name
            to = self.commission / f"{place.stem}-{number}{place.suffix}"
            shutil.copy(place, to)

    def hand_out(self, name: str) -> None:
        """A file of the commission's goes to everyone."""
        for number in MEMBERS:
            shutil.copy(self.commission / name, self.folder(number))


def test_the_page_can_be_followed_word_by_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = Play(tmp_path, monkeypatch)
    certificate, collect, deal, deliver, receive, finish, recover = commands("threshold")
    play.everyone(certificate)
    play.hand_over("member/certificate.json")
    play.type(collect, play.commission)
    play.hand_out("certificates.jsons")
    heard = [re.findall("[0-9a-f]{64}", told)[0] for told in play.everyone(deal)]
    for number in MEMBERS:
        (play.folder(number) / "fingerprints.txt").write_text("\n".join(heard))
    play.hand_over("dealt.json")
    play.type(deliver, play.commission)
    for number in MEMBERS:
        shutil.copy(play.commission / f"delivered/{number}.json", play.folder(number))
    for told in play.everyone(receive):
        assert re.findall("[0-9a-f]{64}", told) == heard
    play.hand_over("key.json")
    play.type(finish, play.commission)
    for number in MEMBERS:
        (play.folder(number) / "member/trustee.key").unlink()
    play.everyone(recover)
