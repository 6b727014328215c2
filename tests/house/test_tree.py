"""What may not stand in any file of the repository, and what the locked requirements must be."""

from __future__ import annotations

import re

from tests.conftest import why_missing
from tests.house.source import ROOT, tracked

# In pieces, so that this file does not name them itself.
HOSTS = (
    "pypi" ".org", "python" "hosted.org", "crates" ".io", "npm" "js.org", "npm" "js.com",
    "deb." "debian.org", "proxy.golang" ".org",
)  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w.~<{])/(?:work|tmp|farm|root|home|Users|opt)/[\w.]")
LOCKS = ("main", "site", "dev", "tools")


def test_no_file_names_the_host_of_a_registry() -> None:
    """A clone must build against whatever registry or mirror its user has set."""
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert named == []


def test_no_file_names_a_path_of_one_machine() -> None:
    named = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        named += [f"{path.relative_to(ROOT)}: {m[0]}" for m in MACHINE_PATHS.finditer(text)]
    assert named == []


def pins(name: str) -> dict[str, str]:
    """Package and version of each line of a locked file."""
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.M))


def test_every_locked_package_bears_a_hash() -> None:
    for name in LOCKS:
        text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())
        assert entries
        assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == [], name


def test_what_is_tested_is_what_is_delivered() -> None:
    """The versions of main.txt and site.txt are those of dev.txt, in which the tests run."""
    assert pins("main").items() <= pins("site").items() <= pins("dev").items()


def test_a_peer_that_cannot_be_installed_may_be_skipped_in_ci() -> None:
    status = "belenios-2.0 installed somewhere\nbelenios-3.3 not-installable no apt here\n"
    assert why_missing("belenios-2.0", status)[0] is True
    assert why_missing("belenios-3.3", status) == (
        False,
        "belenios-3.3 cannot be installed here: no apt here",
    )
    assert why_missing("belenios-3.3", "")[0] is True
