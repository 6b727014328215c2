"""Random laws of every kind, each with the tree that it must be read to.

Text and tree are written side by side, so that what is expected is not worked out by the code under
test. Left out is only what no text says: whose a passage is behind two lists that end together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from dauys.text.provision import Kind, Provision, Text
from tests.text.laws import WORDS

ROMAN = ("I", "II", "III", "IV", "V", "VI")
SMALL_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi")
MANY = 11  # points of a list that chance makes long


@dataclass(frozen=True)
class Tongue:
    """How a language prints the parts of a law; {} is the number, then the heading."""

    title: str
    preamble: str
    divisions: tuple[tuple[Kind, str, str], ...]  # outermost first: kind, address, line
    ordinals: tuple[str, ...]  # as they stand in the heading of the outermost division
    article: str
    inserted: str  # the number of an inserted article
    letters: str
    ascii_letters: tuple[str, ...]
    note: str
    inline_note: str
    excluded: str
    transitional: str
    transitionals: tuple[str, ...]
    points: tuple[str, ...] = ("{}) ",)
    letter: tuple[str, ...] = ("{}) ",)


TONGUES = {
    "ru": Tongue(
        "УСТАВ ГОРОДА", "Преамбула",
        (("part", "part", "Часть {}. {}"), ("section", "sec", "РАЗДЕЛ {}. {}"),
         ("chapter", "chp", "Глава {}. {}")),
        ("ПЕРВАЯ", "ВТОРАЯ", "ТРЕТЬЯ"),
        "Статья {}.", "{}-{}", "абвгдежзиклм", (*"abvgde", "zh", *"ziklm"),
        "Сноска. Изменено Законом от 10.03.2017 № 51-VI.", "(В редакции Закона от 14.03.2020 № 1)",
        "Исключена Законом от 21.05.2007.", "Переходные положения",
        ("Первая", "Вторая", "Третья"),
    ),
    "kk": Tongue(
        "ҚАЛА ЖАРҒЫСЫ", "Кіріспе",
        (("part", "part", "{} бөлік. {}"), ("section", "sec", "{} бөлім. {}"),
         ("chapter", "chp", "{}-тарау. {}")),
        ("БІРІНШІ", "ЕКІНШІ", "ҮШІНШІ"),
        "{}-бап.", "{}-{}", "аәбвгғдежзик", ("a", "ae", *"bvg", "gh", *"de", "zh", *"zik"),
        "Ескерту. 2017.03.10 № 51-VI Заңымен өзгертілді.", "(Ескерту: 2020 жылғы редакцияда)",
        "Алып тасталды.", "Өтпелі ережелер",
        ("Бірінші", "Екінші", "Үшінші"),
    ),
    "en": Tongue(
        "CHARTER OF THE TOWN", "Preamble",
        (("part", "part", "Part {}. {}"), ("section", "sec", "SECTION {}. {}"),
         ("chapter", "chp", "Chapter {}. {}")),
        ("FIRST", "SECOND", "THIRD"),
        "Article {}.", "{} bis", "abcdefghijkl", tuple("abcdefghijkl"),
        "Footnote. As amended by the Law of 10 March 2017.", "(Note: as amended in 2020)",
        "Repealed.", "Transitional provisions",
        ("First", "Second", "Third"), points=("{}) ", "({}) "), letter=("({}) ", "{}) "),
    ),
    "es": Tongue(
        "ESTATUTO DE LA VILLA", "Preámbulo",
        (("part", "part", "Título {}. {}"), ("chapter", "chp", "CAPÍTULO {}. {}"),
         ("section", "sec", "Sección {}. {}")),
        ("PRIMERO", "SEGUNDO", "TERCERO"),
        "Artículo {}º.", "{} bis", "abcdefghijkl", tuple("abcdefghijkl"),
        "Nota: Modificado por la ley de 2017.", "(Nota: según la reforma de 2020)",
        "Derogado.", "DISPOSICIONES TRANSITORIAS",
        ("PRIMERA", "SEGUNDA", "TERCERA"), points=("{}º.- ", "{}.- ", "{}° ", "{}) "),
        letter=("{}) ", "({}) ", "{}.- "),
    ),
}  # fmt: skip


class Maker:
    """Makes one random law in a language: its lines, and the tree that they make."""

    def __init__(self, language: str, seed: int):
        self.language, self.tongue = language, TONGUES[language]
        self.chance = random.Random(f"{language} {seed}")
        self.lines: list[str] = []
        self.article = 0

    def odds(self, share: float) -> bool:
        return self.chance.random() < share

    def words(self, stop: str = ".", *, capital: bool = True) -> str:
        """Some words of the language, none twice, with a stop at the end."""
        some = " ".join(self.chance.sample(WORDS[self.language], k=self.chance.randint(3, 8)))
        return (some.capitalize() if capital else some) + stop

    def law(self) -> Text:
        """The whole law; its text is ``lines``."""
        self.lines.append(self.tongue.title)
        top = [*self.preamble(), *self.division(0, "")]
        if self.odds(0.4):
            top.append(self.transitional_part())
        return Text(self.language, self.tongue.title, tuple(top))

    def preamble(self) -> list[Provision]:
        if self.odds(0.3):
            return []
        heading = self.tongue.preamble if self.odds(0.4) else ""
        if heading:
            self.lines.append(heading)
        passages = []
        last = self.chance.randint(1, 3)
        for n in range(1, last + 1):
            text = self.words("." if n == last else ",", capital=n == 1)
            self.lines.append(text)
            passages.append(Provision(f"preamble__para_{n}", "paragraph", "", "", text))
        return [Provision("preamble", "preamble", "", heading, "", tuple(passages))]

    def division(self, level: int, around: str) -> tuple[Provision, ...]:
        """Divisions of a level, or of a deeper one, or articles, as chance has it."""
        if level == len(self.tongue.divisions):
            return self.articles()
        if self.odds(0.4):
            return self.division(level + 1, around)
        kind, step, line = self.tongue.divisions[level]
        made = []
        ordinal = level == 0 and self.odds(0.3)
        for n in range(1, self.chance.randint(1, 3) + 1):
            number = self.tongue.ordinals[n - 1] if ordinal else self.chance.choice(
                (ROMAN[n - 1], str(n))
            )  # fmt: skip
            heading = self.words("") if self.odds(0.8) else ""
            self.heading(line, number, heading)
            address = f"{around}__{step}_{n}" if around else f"{step}_{n}"
            notes = self.notes(address, 0.15)
            children = self.division(level + 1, address)
            made.append(Provision(address, kind, number, heading, "", children + notes))
        return tuple(made)

    def heading(self, line: str, number: str, heading: str) -> None:
        """A heading beside its number, or on the line below it."""
        if self.odds(0.6):
            self.lines.append(line.format(number, heading).rstrip(" ."))
            return
        self.lines.append(line.format(number, "").rstrip(" ."))
        if heading:
            self.lines.append(heading)

    def notes(self, address: str, share: float) -> tuple[Provision, ...]:
        """A note on a line of its own."""
        if not self.odds(share):
            return ()
        self.lines.append(self.tongue.note)
        return (Provision(f"{address}__note_1", "note", "", "", self.tongue.note),)

    def articles(self) -> tuple[Provision, ...]:
        made = []
        for _ in range(self.chance.randint(1, 3)):
            self.article += 1
            made.append(self.one_article(str(self.article)))
            if self.odds(0.2):
                made.append(self.one_article(self.tongue.inserted.format(self.article, 1)))
        return tuple(made)

    def one_article(self, number: str) -> Provision:
        address = f"art_{number.replace(' ', '-')}"
        line = self.tongue.article.format(number)
        if " " in number:
            line = line.replace("º", "")
        elif "-" in number and self.odds(0.3):
            line = line.replace("-1", "¹", 1)
        if self.odds(0.1):
            self.lines.append(f"{line} {self.tongue.excluded}")
            text = Provision(f"{address}__para_1", "paragraph", "", "", self.tongue.excluded)
            return Provision(address, "article", number, "", "", (text,))
        heading = self.words("") if self.odds(0.5) else ""
        self.lines.append(f"{line} {heading}".rstrip())
        return Provision(address, "article", number, heading, "", self.body(address))

    def body(self, address: str) -> tuple[Provision, ...]:
        """The paragraphs of an article or a transitional provision, and its note."""
        count = self.chance.randint(1, 4)
        if self.odds(0.5):
            children = [
                self.passage(f"{address}__para_{n}", "paragraph", "", "")
                for n in range(1, count + 1)
            ]
        else:
            numbers = [str(n) for n in range(1, count + 1)]
            if self.odds(0.3):
                numbers.insert(self.chance.randint(1, count), "")
            numbers = [n or f"{numbers[at - 1]}-1" for at, n in enumerate(numbers)]
            children = [self.numbered(f"{address}__para_{n}", n) for n in numbers]
        return (*children, *self.notes(address, 0.2))

    def numbered(self, address: str, number: str) -> Provision:
        """A numbered paragraph, with further passages that may hold lists of their own."""
        first = self.passage(address, "paragraph", number, f"{number}. ")
        further = tuple(
            self.passage(f"{address}__al_{n}", "paragraph", "", "")
            for n in range(2, 2 + (self.chance.choice((0, 0, 1, 2))))
        )
        notes = tuple(each for each in first.children if each.kind == "note")
        own = tuple(each for each in first.children if each.kind != "note")
        return Provision(address, "paragraph", number, "", first.text, own + further + notes)

    def passage(self, address: str, kind: Kind, number: str, mark: str) -> Provision:
        """A passage, with a list beneath it or a note at its end at times."""
        listed = self.odds(0.35)
        text = self.words(":" if listed else ".")
        noted = self.odds(0.1)
        note = self.tongue.inline_note if noted else ""
        self.lines.append(f"{mark}{text} {note}".rstrip())
        children = self.points(address, 0) if listed else ()
        notes = (Provision(f"{address}__note_1", "note", "", "", note),) if noted else ()
        return Provision(address, kind, number, "", text, children + notes)

    def points(self, around: str, depth: int) -> tuple[Provision, ...]:
        """A list; its inner points may hold lists and second passages, its last one neither."""
        made = []
        marks = self.marks(depth)
        for at, (printed, number, step) in enumerate(marks):
            address = f"{around}__{'sub' if depth else 'point'}_{step}"
            inner = at < len(marks) - 1
            deeper = inner and depth < self.depth() and self.odds(0.25)
            text = self.words(":" if deeper else ";" if inner else ".", capital=False)
            self.lines.append(printed + text)
            children = self.points(address, depth + 1) if deeper else ()
            if inner and self.odds(0.15):
                children += (self.second_passage(address),)
            kind: Kind = "subpoint" if depth else "point"
            made.append(Provision(address, kind, number, "", text, children))
        return tuple(made)

    def second_passage(self, around: str) -> Provision:
        text = self.words(";")
        self.lines.append(text)
        return Provision(f"{around}__al_2", "paragraph", "", "", text)

    def depth(self) -> int:
        """How many lists may stand in one another: small Roman numerals only in Latin script."""
        return 2 if self.language in ("en", "es") else 1

    def marks(self, depth: int) -> list[tuple[str, str, str]]:
        """What is printed, the number and the step of the address, for the points of a list."""
        count = MANY if self.odds(0.15) else self.chance.randint(2, 4)
        if depth == 0:
            style = self.chance.choice(self.tongue.points)
            numbers = [str(n) for n in range(1, count + 1)]
            if self.language != "es" and self.odds(0.2):
                numbers.insert(1, "1-1")
            return [(style.format(n), n, n) for n in numbers]
        if depth == 1:
            style = self.chance.choice(self.tongue.letter)
            letters = self.tongue.letters.upper() if ".-" in style else self.tongue.letters
            steps = zip(letters, self.tongue.ascii_letters, strict=True)
            return [(style.format(x), x, y) for x, y in [*steps][:count]]
        return [(f"({n}) ", n, n) for n in SMALL_ROMAN[:count]]

    def transitional_part(self) -> Provision:
        """«Переходные положения»: provisions numbered by words."""
        heading = self.tongue.transitional
        self.lines.append(heading)
        made = []
        for n, number in enumerate(self.tongue.transitionals[: self.chance.randint(1, 3)], 1):
            self.lines.append(number)
            address = f"trans_{n}"
            made.append(Provision(address, "transitional", number, "", "", self.body(address)))
        return Provision("trans", "part", "", heading, "", tuple(made))


def generated(language: str, seed: int) -> tuple[str, Text]:
    """The text of a random law and its tree."""
    maker = Maker(language, seed)
    tree = maker.law()
    return "\n".join(maker.lines) + "\n", tree
