"""Compiles the words of the site, and tells which messages of its pages lack Kazakh or Russian.

Messages are found in the Python and the templates of ``src/dauys/site`` (Babel reads the one,
Django's own `templatize` the other); the words stand in ``locale/parts/*.json``. What allauth and
Django show and do not say in Kazakh or Russian is in parts of its own, and counts too.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from dauys.site.look import catalogue

SITE = Path(catalogue.__file__).parents[1]
CALL = re.compile(
    r"\b(n?p?gettext(?:_lazy|_noop)?|_)\(((?:\s*[uU]?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?)+)"
)
STRING = re.compile(r"[uU]?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")
KEYWORDS = {
    f"{name}{end}": None for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for end in ("", "_lazy", "_noop")
} | {"_": None}  # fmt: skip

# What of others' packages can stand on our pages. The rest (their admin, their API, names of table
# columns, what we do not offer: telephone numbers, security keys) cannot.
ALLAUTH = (
    "account/adapter.py", "account/fields.py", "account/forms.py", "account/mixins.py",
    "account/views.py", "account/internal", "account/decorators.py", "account/stages.py", "core",
    "utils.py", "decorators.py",
    "mfa/adapter.py", "mfa/base", "mfa/internal", "mfa/recovery_codes", "mfa/totp", "mfa/stages.py",
    "socialaccount/adapter.py", "socialaccount/forms.py", "socialaccount/internal",
    "socialaccount/views.py", "socialaccount/helpers.py",
    "templates/account", "templates/allauth", "templates/mfa", "templates/socialaccount",
)  # fmt: skip
DJANGO = (
    "core/validators.py", "core/paginator.py", "forms", "contrib/auth/forms.py",
    "contrib/auth/password_validation.py",
)  # fmt: skip
NOT_OFFERED = re.compile("phone|passkey|webauthn|usersessions|tests|migrations")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the code has it, and where; ``plural`` is empty where it has none."""

    key: str
    plural: str
    place: str


def site() -> list[Message]:
    """Every message of our own pages."""
    return _of(SITE, [SITE])


def allauth() -> list[Message]:
    """Every message of allauth that a page or a letter of ours can show."""
    import allauth as package

    root = Path(package.__file__).parent
    return _of(root, [root / name for name in ALLAUTH])


def django_itself() -> list[Message]:
    """Every message of Django that a form of ours can show."""
    root = Path(django.__file__).parent
    return _of(root, [root / name for name in DJANGO])


def missing(messages: list[Message], language: str) -> list[Message]:
    """Those that neither our parts nor the catalogues of others have in a language."""
    ours = catalogue.joined(catalogue.parts())
    known = {key for key, told in ours.items() if language in told} | theirs(language)
    return [each for each in messages if each.key not in known]


def theirs(language: str) -> set[str]:
    """What Django and allauth themselves say in a language, whole and not marked as uncertain."""
    import allauth as package

    folder, root = Path(django.__file__).parent, Path(package.__file__).parent
    files = [
        folder / "conf/locale" / language,
        *(folder / "contrib" / app / "locale" / language for app in ("auth", "humanize")),
        root / "locale" / language,
    ]
    known: set[str] = set()
    for place in files:
        path = place / "LC_MESSAGES/django.po"
        if path.exists():
            known |= _said(path)
    return known


def _said(path: Path) -> set[str]:
    with path.open("rb") as stream:
        catalog = read_po(stream)
    said = set()
    for each in catalog:
        forms = each.string if isinstance(each.string, tuple | list) else (each.string,)
        if each.id and all(forms) and not each.fuzzy:
            single = each.id if isinstance(each.id, str) else each.id[0]
            said.add(f"{each.context}\4{single}" if each.context else single)
    return said


def _of(root: Path, places: list[Path]) -> list[Message]:
    found: dict[str, Message] = {}
    for place in places:
        for path in sorted(place.rglob("*") if place.is_dir() else [place]):
            name = str(path.relative_to(root))
            if NOT_OFFERED.search(name):
                continue
            if path.suffix == ".py":
                each = _python(path, name)
            elif path.suffix in (".html", ".txt"):
                each = _template(path, name)
            else:
                continue
            for message in each:
                old = found.get(message.key)
                if old is None or (message.plural and not old.plural):
                    found[message.key] = message
    return sorted(found.values(), key=lambda each: each.key)


def _python(path: Path, name: str) -> Iterator[Message]:
    with path.open("rb") as stream:
        for line, function, strings, _comments in extract_python(stream, KEYWORDS, [], {}):
            told = [strings] if isinstance(strings, str) else list(strings or ())
            if told and isinstance(told[0], str):
                yield _message(function, told, f"{name}:{line}")


def _template(path: Path, name: str) -> Iterator[Message]:
    code = templatize(path.read_text(encoding="utf-8"), origin=name)
    for call in CALL.finditer(code):
        told = [ast.literal_eval(each) for each in STRING.findall(call[2])]
        yield _message(call[1], told, f"{name}:{code.count(chr(10), 0, call.start()) + 1}")


def _message(function: str, told: list[str], place: str) -> Message:
    context = f"{told.pop(0)}\4" if "pgettext" in function else ""
    plural = told[1] if function.startswith("n") and len(told) > 1 else ""
    return Message(context + told[0], plural, place)


def main() -> int:
    """Compiles, and says what is missing; 1 where something is."""
    if not settings.configured:
        settings.configure(USE_I18N=True)  # templatize asks; nothing else of Django is used
    for path in catalogue.write():
        print(path.relative_to(SITE))
    lacking = 0
    for each in catalogue.contradictions(catalogue.parts()):
        print(f"said in two ways: {each}")
        lacking += 1
    for name, messages in (("site", site()), ("allauth", allauth()), ("django", django_itself())):
        for language in catalogue.LANGUAGES:
            for message in missing(messages, language):
                print(f"{name}: no {language}: {message.key!r} ({message.place})")
                lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
