"""``dauys trustee threshold``: three members, each with an own folder, and a commission between."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dauys.cli import keys
from dauys.question.ceremony import fingerprint
from dauys.question.certificate import SignedMessage
from dauys.question.trustees import read_entry
from dauys.wire import shape
from tests.cli.town import Town, code_of, files_of, tell
from tests.journeys.world import PASSPHRASE, run


class Members:
    """The files of three members (from 1) and of the commission, after each step."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.certs = root / "certificates.jsons"
        self.delivered = root / "delivered"
        self.entry = root / "threshold.json"
        self.told: dict[int, str] = {}

    def own(self, number: int) -> Path:
        return self.root / f"member-{number}"

    def dealt(self, number: int) -> Path:
        return self.root / f"dealt-{number}.json"

    def made(self, number: int) -> Path:
        return self.root / f"key-{number}.json"

    def play(self) -> None:
        """The whole ceremony."""
        for number in (1, 2, 3):
            place = ("--index", str(number), "--size", "3", "--threshold", "2")
            tell(*THRESHOLD, "certificate", *place, "-o", self.own(number))
        certs = [self.own(number) / "certificate.json" for number in (1, 2, 3)]
        told = tell(*THRESHOLD, "collect", *certs, "-o", self.certs)
        assert told.startswith("3 members, threshold 2")
        for number in (1, 2, 3):
            self.told[number] = tell(*self.deal(number, self.dealt(number)))
        dealt = [self.dealt(number) for number in (1, 2, 3)]
        tell(*THRESHOLD, "deliver", *dealt, *self.known, "-o", self.delivered)
        for number in (1, 2, 3):
            tell(*self.receive(number))
        made = [self.made(number) for number in (1, 2, 3)]
        polynomials = ("--polynomials", self.delivered / "polynomials.jsons")
        tell(*THRESHOLD, "finish", *made, *self.known, *polynomials, "-o", self.entry)

    @property
    def known(self) -> tuple[str | Path, ...]:
        return ("--certificates", self.certs)

    def deal(self, number: int, output: Path) -> tuple[str | Path, ...]:
        return (*THRESHOLD, "deal", "--folder", self.own(number), *self.known, "-o", output)

    def receive(
        self, number: int, shares: Path | None = None, output: Path | None = None
    ) -> tuple[str | Path, ...]:
        shares = shares or self.delivered / f"{number}.json"
        own = ("--folder", self.own(number), "--shares", shares, *self.known)
        return (*THRESHOLD, "receive", *own, "-o", output or self.made(number))


THRESHOLD: tuple[str, ...] = ("trustee", "threshold")


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """A ceremony that was held."""
    made = Members(tmp_path_factory.mktemp("members"))
    made.play()
    return made


def copied(members: Members, place: Path) -> Members:
    """The same, to be spoilt; the third step is still to come."""
    shutil.copytree(members.root, place / "copy")
    copy = Members(place / "copy")
    for number in (1, 2, 3):
        (copy.own(number) / "trustee.key").unlink()
        copy.made(number).unlink()
    return copy


def test_each_member_ends_with_a_key_of_the_entry(members: Members) -> None:
    entry = read_entry(members.entry.read_bytes())
    public = [each["public_key"] for each in shape.plain(entry)["verification_keys"]]
    for number in (1, 2, 3):
        (dealt,) = members.own(number).glob("dealt-*.json")
        assert set(files_of(members.own(number))) == {
            "certificate.json",
            dealt.name,
            "member.key",
            "trustee.key",
        }
        assert keys.public_of(members.own(number) / "trustee.key") == public[number - 1]


def test_no_secret_leaves_a_members_folder(members: Members, tmp_path: Path) -> None:
    """Nor stands in it unlocked."""
    phrase = tmp_path / "phrase"
    phrase.touch(mode=0o600)
    phrase.write_text(PASSPHRASE)
    for number in (1, 2, 3):
        place = members.own(number) / "trustee.key"
        _, private = keys.read_private(place, phrase)
        for path in members.root.rglob("*"):
            assert path.is_dir() or str(private.x).encode() not in path.read_bytes()
        for name in ("trustee.key", "member.key"):
            assert (members.own(number) / name).stat().st_mode & 0o077 == 0


def test_members_hear_a_fingerprint_and_compare_it(members: Members, tmp_path: Path) -> None:
    """Told before anyone sees what another dealt, checked when the shares come."""
    copy = copied(members, tmp_path)
    given = json.loads((copy.delivered / "1.json").read_bytes())["coefexps"]
    told = [fingerprint(shape.value_of(SignedMessage, each)) for each in given]
    for number, each in enumerate(told, 1):
        assert each in members.told[number]
    listed = tmp_path / "fingerprints"
    listed.write_text("\n".join([told[0], told[2], told[1]]))
    compared = (*copy.receive(1), "--fingerprints", listed)
    assert code_of(*compared) == (1, "ceremony.fingerprint")
    assert not copy.made(1).exists()
    assert not (copy.own(1) / "trustee.key").exists()
    listed.write_text("\n".join(told) + "\n")
    heard = tell(*compared)
    assert [line for line in heard.splitlines() if line.startswith("member ")] == [
        f"member {number}: {each}" for number, each in enumerate(told, 1)
    ]


def test_the_key_is_recovered_from_the_own_copy(members: Members, tmp_path: Path) -> None:
    copy = copied(members, tmp_path)
    for number in (1, 2, 3):
        recovered = (*THRESHOLD, "recover", "--folder", copy.own(number))
        tell(*recovered, "--key", members.made(number))
        public = [keys.public_of(each.own(number) / "trustee.key") for each in (copy, members)]
        assert public[0] == public[1]
        assert code_of(*recovered, "--key", members.made(number)) == (2, "file.exists")
    (copy.own(1) / "trustee.key").unlink()
    recovered = (*THRESHOLD, "recover", "--folder", copy.own(1))
    assert code_of(*recovered, "--key", members.made(2)) == (1, "ceremony.sealed")
    value = json.loads(members.made(1).read_bytes())
    value["public_key"] = json.loads(members.made(2).read_bytes())["public_key"]
    mixed = tmp_path / "mixed.json"
    mixed.write_bytes(shape.canonical.write(value))
    assert code_of(*recovered, "--key", mixed) == (1, "key.pair")


def test_what_is_for_another_is_not_received(members: Members, tmp_path: Path) -> None:
    copy = copied(members, tmp_path)
    words = copy.receive(1, copy.delivered / "2.json")
    assert code_of(*words) == (1, "ceremony.sealed")
    assert not copy.made(1).exists()


def test_a_false_share_names_its_dealer_in_words(members: Members, tmp_path: Path) -> None:
    """The third member's share of another ceremony with the same keys, in the first one's input."""
    copy = copied(members, tmp_path)
    forget_deals(copy.own(3))
    tell(*copy.deal(3, tmp_path / "again.json"))
    again = json.loads((tmp_path / "again.json").read_bytes())
    value = json.loads((copy.delivered / "1.json").read_bytes())
    value["secrets"][2] = again["secrets"][0]
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_bytes(shape.canonical.write(value))
    _, _, told = run(*(str(word) for word in copy.receive(1, spoilt)))
    assert told.startswith("dauys: ceremony.share: Trustee 3: the share does not belong")
    assert code_of(*copy.receive(1, spoilt)) == (1, "ceremony.share")


def forget_deals(own: Path) -> None:
    """A member's folder that was put back to an older state, say from a copy."""
    for place in own.glob("dealt-*.json"):
        place.unlink()


def test_a_member_deals_once(members: Members, tmp_path: Path) -> None:
    """Of two deals the commission could mix the halves, and the member would stand accused."""
    copy = copied(members, tmp_path)
    told = tell(*copy.deal(2, tmp_path / "again.json"))
    assert (tmp_path / "again.json").read_bytes() == copy.dealt(2).read_bytes()
    assert told.startswith("You have dealt to these members before")
    assert told.endswith(members.told[2].split("\n")[0] + told[told.index("\nTell it") :])
    assert code_of(*copy.deal(2, tmp_path / "again.json")) == (2, "file.exists")
    (kept,) = copy.own(2).glob("dealt-*.json")
    kept.write_bytes(b"{}")
    assert code_of(*copy.deal(2, tmp_path / "more.json"))[1] == "json.shape"
    assert not (tmp_path / "more.json").exists()


def test_other_certificates_are_another_ceremony(members: Members, tmp_path: Path) -> None:
    """The third member lost everything and made a new certificate: all deal anew."""
    copy = copied(members, tmp_path)
    shutil.rmtree(copy.own(3))
    place = ("--index", "3", "--size", "3", "--threshold", "2")
    tell(*THRESHOLD, "certificate", *place, "-o", copy.own(3))
    copy.certs.unlink()
    certs = [copy.own(number) / "certificate.json" for number in (1, 2, 3)]
    tell(*THRESHOLD, "collect", *certs, "-o", copy.certs)
    tell(*copy.deal(1, tmp_path / "new.json"))
    assert (tmp_path / "new.json").read_bytes() != copy.dealt(1).read_bytes()
    assert len(list(copy.own(1).glob("dealt-*.json"))) == 2


def test_certificates_out_of_order_are_not_collected(members: Members, tmp_path: Path) -> None:
    certs = [members.own(number) / "certificate.json" for number in (2, 1, 3)]
    words = (*THRESHOLD, "collect", *certs, "-o", tmp_path / "out")
    assert code_of(*words) == (1, "trustees.context")
    two = (*THRESHOLD, "collect", *certs[1:], "-o", tmp_path / "out")
    assert code_of(*two) == (1, "trustees.context")
    assert not (tmp_path / "out").exists()


def test_what_one_member_left_out_is_not_delivered(members: Members, tmp_path: Path) -> None:
    dealt = [members.dealt(number) for number in (1, 2)]
    words = (*THRESHOLD, "deliver", *dealt, *members.known, "-o", tmp_path / "out")
    assert code_of(*words) == (1, "trustees.members")
    swapped = [members.dealt(number) for number in (2, 1, 3)]
    words = (*THRESHOLD, "deliver", *swapped, *members.known, "-o", tmp_path / "out")
    assert code_of(*words) == (1, "trustees.polynomial")
    assert not (tmp_path / "out").exists()


def test_keys_out_of_order_are_not_finished(members: Members, tmp_path: Path) -> None:
    made = [members.made(number) for number in (1, 3, 2)]
    known = (*members.known, "--polynomials", members.delivered / "polynomials.jsons")
    words = (*THRESHOLD, "finish", *made, *known, "-o", tmp_path / "out")
    assert code_of(*words) == (1, "trustees.verification")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("--index", "1", "--size", "3", "--threshold", "1"), (1, "trustees.threshold")),
        (("--index", "1", "--size", "3", "--threshold", "4"), (1, "trustees.threshold")),
        (("--index", "4", "--size", "3", "--threshold", "2"), (1, "trustees.context")),
        (("--index", "1", "--size", "3", "--threshold", "2", "--group", "X"), (2, "group.unknown")),
    ],
)
def test_no_certificate_is_made_for_nothing(
    tmp_path: Path, place: tuple[str, ...], code: tuple[int, str]
) -> None:
    assert code_of(*THRESHOLD, "certificate", *place, "-o", tmp_path / "own") == code
    assert not (tmp_path / "own").exists()


def test_a_stranger_deals_nothing(members: Members, tmp_path: Path) -> None:
    place = ("--index", "2", "--size", "3", "--threshold", "2")
    tell(*THRESHOLD, "certificate", *place, "-o", tmp_path / "stranger")
    words = (*THRESHOLD, "deal", "--folder", tmp_path / "stranger", *members.known)
    assert code_of(*words, "-o", tmp_path / "out") == (1, "ceremony.own")


def test_another_kind_of_key_is_no_members(members: Members, tmp_path: Path) -> None:
    """The file of a trustee's key in the place of the seed's."""
    copy = copied(members, tmp_path)
    shutil.copy(members.own(1) / "trustee.key", copy.own(1) / "member.key")
    assert code_of(*copy.deal(1, tmp_path / "out")) == (1, "key.purpose")


def test_a_file_that_is_none_of_these_is_refused(members: Members, tmp_path: Path) -> None:
    for content in (b"", b"{}", b"[]\n", b"\xff"):
        (tmp_path / "x").write_bytes(content)
        exit_, code = code_of(*THRESHOLD, "collect", tmp_path / "x", "-o", tmp_path / "out")
        assert exit_ == 1
        assert code.startswith("json.")
    missing = (*THRESHOLD, "collect", tmp_path / "none", "-o", tmp_path / "out")
    assert code_of(*missing) == (2, "file.missing")


def test_a_group_is_sealed_into_a_vote_and_its_members_confirm(
    members: Members, town: Town, tmp_path: Path
) -> None:
    """Beside a single trustee: number 1 is that one, the members are 2, 3 and 4."""
    record, sealed = town.at("called", tmp_path), tmp_path / "sealed"
    entries = ("--trustee", town.own("trustee-1") / "trustee.public.json")
    entries += ("--trustee", members.entry)
    rolls = town.own("registrar") / "public"
    tell("question", "setup", record, "--rolls", rolls, *entries, "-o", sealed)
    setup = sealed / "voting.setup.json"
    body = json.loads(setup.read_bytes())
    assert (body["trustee_count"], body["trustees_needed"]) == (4, 3)
    tell("record", "append", record, "voting.setup", setup, "--object", sealed, *town.keyed())
    for number in (1, 2, 3):
        place = tmp_path / f"confirmed-{number}.json"
        tell("trustee", "check", record, "--folder", members.own(number), "-o", place)
        confirmed = json.loads(place.read_bytes())
        assert (confirmed["role"], confirmed["index"]) == ("trustee", number + 1)
        tell("record", "append", record, "setup.confirmed", place, *town.keyed())
