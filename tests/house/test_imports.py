"""The house stands: who may import whom, and what nothing below `parties` may touch."""

from __future__ import annotations

import ast
import sys
import tomllib

from tests.house.source import ROOT, Module, calls, imports, package

# Low to high: a folder imports only from rows above its own in this list (DESIGN section 3).
ROWS = (
    {"errors"},
    {"stages", "wire"},
    {"log", "group"},
    {"proofs"},
    {"text"},
    {"consultation", "question"},
    {"ballots", "stations"},
    {"tally"},
    {"outcome", "implementation"},
    {"record"},
    {"verification"},
    {"parties"},
    {"sample", "words", "storage"},
    {"cli", "site"},
)
ROW = {folder: number for number, row in enumerate(ROWS) for folder in row}
PARTIES = ROW["parties"]

# Which folder may use which package of others.
PACKAGES = {
    "allauth": {"site"},
    "axes": {"site"},
    "cryptography": {"parties"},
    "csp": {"site"},
    "distributed": {"cli"},
    "django": {"site"},
    "django_tasks": {"site"},
    "django_tasks_db": {"site"},
    "docx": {"text"},
    "gmpy2": {"group"},
    "granian": {"site"},
    "lxml": {"text"},
    "nacl": {"group", "log", "parties"},
    "ninja": {"site"},
    "numpy": {"consultation"},
    "openpyxl": {"consultation"},
    "psycopg": {"site"},
    "pypdfium2": {"text"},
    "rich": {"cli"},
    "typer": {"cli"},
    "typst": {"parties", "text"},
    "whitenoise": {"site"},
}
DISTRIBUTIONS = {
    "cryptography": "cryptography", "gmpy2": "gmpy2", "lxml": "lxml", "numpy": "numpy",
    "openpyxl": "openpyxl", "pynacl": "nacl", "pypdfium2": "pypdfium2", "pythondocx": "docx",
    "rich": "rich", "typer": "typer", "typst": "typst",
}  # fmt: skip
SITE_DISTRIBUTIONS = {
    "django": "django", "djangoallauthmfasocialaccount": "allauth", "djangoaxes": "axes",
    "djangocsp": "csp", "djangoninja": "ninja", "djangotasks": "django_tasks",
    "djangotasksdb": "django_tasks_db", "granian": "granian", "psycopgbinarypool": "psycopg",
    "whitenoise": "whitenoise",
}  # fmt: skip

# Below `parties` nothing opens a file or socket, reads the clock, the environment or randomness,
# or logs; but these turn files, folders and addresses into bytes.
READERS = ("text/formats/", "verification/sources.py", "verification/web.py")
FORBIDDEN_MODULES = {
    "asyncio", "glob", "http", "logging", "multiprocessing", "os", "random", "secrets", "shutil",
    "socket", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
FORBIDDEN_NAMES = {"io.open", "pathlib.Path", "concurrent.futures"}
FORBIDDEN_CALLS = {"open", "print", "input", "io.open"}
FORBIDDEN_METHODS = {".now", ".utcnow", ".today", ".getenv", ".urandom"}


def test_a_folder_imports_only_from_rows_above_its_own() -> None:
    offences = []
    for module in package():
        for node, name in imports(module):
            if name.startswith("."):
                offences.append(module.at(node, f"relative import {name}"))
            elif name.startswith("dauys.") and not _may(module, name.split(".")[1]):
                offences.append(module.at(node, f"{module.folder} imports {name}"))
    assert offences == []


def _may(module: Module, target: str) -> bool:
    if target == "__version__" or module.folder in {"__init__", "__main__", target}:
        return True
    if module.folder == "site" and target == "parties":
        return False
    return ROW.get(target, len(ROWS)) < ROW[module.folder]


def test_every_folder_has_a_row_and_every_row_a_folder() -> None:
    found = {module.folder for module in package()} - {"__init__", "__main__"}
    assert found == set(ROW)


def test_text_and_consultation_know_nothing_of_groups_and_proofs() -> None:
    offences = [
        module.at(node, name)
        for module in package()
        if module.folder in {"text", "consultation"}
        for node, name in imports(module)
        if name.startswith(("dauys.group", "dauys.proofs"))
    ]
    assert offences == []


def test_only_parties_proves_and_draws_randomness() -> None:
    """The server and the checks must be unable to hold a voter's or trustee's secret."""
    reserved = ("dauys.proofs.prove", "dauys.parties.randomness")
    offences = [
        module.at(node, name)
        for module in package()
        if module.folder != "parties"
        for node, name in imports(module)
        if name.startswith(reserved)
    ]
    assert offences == []


def test_randomness_comes_from_one_module_and_that_of_the_site_from_another() -> None:
    offences = [
        module.at(node, name)
        for module in package()
        if module.inside not in ("parties/randomness.py", "site/secret.py")
        for node, name in imports(module)
        if name.split(".")[0] in {"secrets", "random"}
    ]
    assert offences == []


def test_packages_of_others_are_used_in_their_folders_only() -> None:
    offences = []
    for module in package():
        for node, name in imports(module):
            first = name.split(".")[0]
            if first in {"dauys", "", "__future__"} or first in sys.stdlib_module_names:
                continue
            if module.folder not in PACKAGES.get(first, set()):
                offences.append(module.at(node, f"{module.folder} uses {name}"))
    assert offences == []


def test_the_table_of_packages_is_that_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {_bare(each) for each in project["dependencies"]}
    site = {_bare(each) for each in project["optional-dependencies"]["site"]}
    cluster = {_bare(each) for each in project["optional-dependencies"]["cluster"]}
    told = {DISTRIBUTIONS[name] for name in named} | {SITE_DISTRIBUTIONS[name] for name in site}
    assert told | cluster == set(PACKAGES)


def _bare(requirement: str) -> str:
    return "".join(c for c in requirement.split(">")[0] if c.isalnum())


def test_the_site_uses_no_party_and_nothing_but_the_site_knows_django() -> None:
    """The server can hold no voter's, registrar's or trustee's secret."""
    offences = [
        module.at(node, name)
        for module in package()
        for node, name in imports(module)
        if (module.folder == "site" and name.startswith(("dauys.parties", "dauys.cli")))
        or (module.folder == "cli" and name.startswith("dauys.site"))
    ]
    assert offences == []


def test_below_parties_nothing_touches_the_world() -> None:
    """Bytes, moments and randomness are arguments: what is checked today is checked the same
    tomorrow, by anyone."""
    offences = []
    for module in package():
        if ROW.get(module.folder, PARTIES) >= PARTIES or module.inside.startswith(READERS):
            continue
        for node, name in imports(module):
            if name.split(".")[0] in FORBIDDEN_MODULES or name in FORBIDDEN_NAMES:
                offences.append(module.at(node, f"imports {name}"))
        for call, name in calls(module):
            method = "." + name.partition(".")[2]
            if name in FORBIDDEN_CALLS or method in FORBIDDEN_METHODS:
                offences.append(module.at(call, f"calls {name}"))
    assert offences == []


def test_nothing_starts_work_while_it_is_imported() -> None:
    """A module only declares; its one line that runs is in ``__main__``."""
    offences = [
        module.at(node, "a statement that runs on import")
        for module in package()
        if module.folder != "__main__"
        for node in module.tree.body
        if isinstance(node, ast.For | ast.While | ast.With)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))
    ]
    assert offences == []
