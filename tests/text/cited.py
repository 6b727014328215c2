"""A law in each language for the tests of references: article 44 with paragraphs and points, and
an article 99 whose words a test supplies."""

from __future__ import annotations

from dauys.text.provision import Text
from dauys.text.read import read

_ARTICLES = {
    "ru": ("КОНСТИТУЦИЯ", "Раздел {}. Общее", "Статья {}."),
    "kk": ("КОНСТИТУЦИЯСЫ", "{} бөлім. Жалпы", "{}-бап."),
    "en": ("CONSTITUTION", "Section {}. General", "Article {}."),
    "es": ("CONSTITUCIÓN", "Capítulo {}. General", "Artículo {}."),
}
_BODY = {
    "ru": "1. Есть:\n1) одно;\n2) два;\n3) три.\n2. Второе.\nДальше второе.\n3. Третье:\n"
    "а) аз;\nб) буки.\n5. Пятое.",
    "kk": "1. Мыналар бар:\n1) бір;\n2) екі;\n3) үш.\n2. Екінші.\nТағы екінші.\n3. Үшінші:\n"
    "а) аз;\nб) буки.\n5. Бесінші.",
    "en": "1. There are:\n1) one;\n2) two;\n3) three.\n2. The second.\nMore of it.\n3. The third:\n"
    "(a) ay;\n(b) bee.\n5. The fifth.",
    "es": "Primero.\nSon tres:\n1º. uno;\n2º. dos;\n3º. tres, que son:\na) este;\nb) ese.",
}
NUMBERS = ["1", "2", "10", "11", "12", "44", "45", "46", "47", "83", "83-1"]


def law(language: str, words: str, number: str = "99") -> Text:
    """A law whose article ``number`` holds the words; articles 1 and 2 are in section I, the
    others in section II."""
    title, section, article = _ARTICLES[language]
    lines = [title]
    for each in [*NUMBERS, number]:
        if each in ("1", "10"):
            lines.append(section.format("I" if each == "1" else "II"))
        body = words if each == number else _BODY[language] if each == "44" else "1. Слова."
        lines += [article.format(each), body]
    return read("\n".join(lines).encode(), language).text
