"""Small laws in four languages for the tests, and a generator of random ones with their trees.

The generator writes the text and the tree that it must be read to, each on its own way: what it
expects is not worked out by the code under test.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from dauys.text.provision import Provision, Text

RUSSIAN = """УСТАВ ГОРОДА БЕРЕЗОВСКА
Мы, жители города,
заботясь о своём доме,
принимаем настоящий Устав.
Раздел I. Общие положения
Статья 1. Город
1. Город есть дом всех жителей.
2. В городе действуют:
1) собрание жителей;
2) глава города, который:
а) ведёт дела;
б) отвечает перед собранием.
Сноска. Пункт 2 изменён в 2020 году.
3. Берега реки открыты для всех.
Глава города следит за этим.
Статья 1-1.
Гимн города утверждает собрание.
Раздел II. Собрание
ГЛАВА 1
СОСТАВ
Статья 2
Собрание состоит из девяти депутатов.
Статья 3. Исключена.
"""

KAZAKH = """ҚАЙЫҢДЫ ҚАЛАСЫНЫҢ ЖАРҒЫСЫ
Біз, қала тұрғындары, осы Жарғыны қабылдаймыз.
I бөлім. Жалпы ережелер
1-бап. Қала
1. Қала – барлық тұрғынның үйі.
2. Қалада мыналар жұмыс істейді:
1) тұрғындар жиналысы;
2) қала басшысы.
Ескерту. 2-тармақ 2020 жылы өзгертілді.
1-1-бап.
Қала әнұранын жиналыс бекітеді.
1-тарау. Жиналыс
2-бап.
Жиналыс тоғыз депутаттан тұрады.
"""

ENGLISH = """CHARTER OF THE TOWN OF BIRCHWOOD
We, the people of the town, adopt this Charter.
Section I
General Provisions
Article 1
1. The town is the home of all.
2. In the town there are:
(a) an assembly;
(b) a head, who shall:
(i) manage the affairs;
(ii) answer to the assembly.
Footnote: Paragraph 2 as amended in 2020.
Article 1 bis
The assembly adopts the anthem of the town.
Chapter 1. The assembly
Article 2
The assembly has nine members.
"""

SPANISH = """# ESTATUTO DE LA VILLA

# Capítulo I: LA VILLA

### Artículo 1º

La villa es la casa de todos.

Son órganos de la villa:

1º.- La asamblea;

2º.- El alcalde, que deberá:

a) Llevar los asuntos;

b) Responder ante la asamblea.

Todos los órganos son públicos.

### Artículo 2°

La asamblea tiene nueve
miembros.

# DISPOSICIONES TRANSITORIAS

### PRIMERA

Este estatuto rige desde hoy.

### DECIMOCTAVA

La primera asamblea se reúne en mayo.
"""

WORDS = {
    "ru": [
        "город",
        "река",
        "берег",
        "мост",
        "школа",
        "житель",
        "собрание",
        "закон",
        "право",
        "вода",
        "лес",
        "дорога",
        "сад",
        "дом",
    ],
    "kk": [
        "қала",
        "өзен",
        "көпір",
        "мектеп",
        "тұрғын",
        "жиналыс",
        "заң",
        "құқық",
        "су",
        "орман",
        "жол",
        "бақ",
        "үй",
        "ғимарат",
    ],
    "en": [
        "town",
        "river",
        "bank",
        "bridge",
        "school",
        "person",
        "assembly",
        "law",
        "right",
        "water",
        "forest",
        "road",
    ],
    "es": [
        "villa",
        "río",
        "puente",
        "escuela",
        "vecino",
        "asamblea",
        "ley",
        "derecho",
        "agua",
        "bosque",
        "camino",
    ],
}
HEADS = {
    "ru": ("УСТАВ", "Раздел {}. {}", "Глава {}. {}", "Статья {}."),
    "kk": ("ҚАЛА ЖАРҒЫСЫ", "{} бөлім. {}", "{}-тарау. {}", "{}-бап."),
    "en": ("CHARTER", "Section {}. {}", "Chapter {}. {}", "Article {}."),
    "es": ("ESTATUTO", "Título {}. {}", "Capítulo {}. {}", "Artículo {}."),
}
SECTION_KIND = {"ru": "section", "kk": "section", "en": "section", "es": "part"}
ROMAN = ("I", "II", "III", "IV", "V")
LETTERS = {"ru": "абвгд", "kk": "абвгд", "en": "abcde", "es": "abcde"}
ASCII = dict(zip("абвгд", "abvgd", strict=True))


@dataclass
class Law:
    """A random law: its lines, and the tree that they make."""

    lines: list[str]
    text: Text


class Maker:
    """Makes one random law in a language."""

    def __init__(self, language: str, chance: random.Random):
        self.language, self.chance = language, chance
        self.lines: list[str] = []

    def words(self, stop: str, *, capital: bool = True) -> str:
        """Some words of the language with a stop at the end."""
        some = " ".join(self.chance.choices(WORDS[self.language], k=self.chance.randint(3, 9)))
        return (some.capitalize() if capital else some) + stop

    def law(self) -> Law:
        """A law of one to three sections, some of them with chapters."""
        title, section, _, _ = HEADS[self.language]
        self.lines = [title]
        top: list[Provision] = []
        self.article = 0
        for n in range(1, self.chance.randint(1, 3) + 1):
            heading = self.words("")
            self.lines.append(section.format(ROMAN[n - 1], heading))
            kind = SECTION_KIND[self.language]
            address = f"{'part' if kind == 'part' else 'sec'}_{n}"
            children = self.chapters(address)
            top.append(Provision(address, kind, ROMAN[n - 1], heading, "", children))  # type: ignore[arg-type]
        return Law(self.lines, Text(self.language, title, tuple(top)))

    def chapters(self, around: str) -> tuple[Provision, ...]:
        if self.chance.random() < 0.5:
            return self.articles()
        made = []
        for n in range(1, self.chance.randint(1, 2) + 1):
            heading = self.words("")
            self.lines.append(HEADS[self.language][2].format(n, heading))
            address = f"{around}__chp_{n}"
            made.append(Provision(address, "chapter", str(n), heading, "", self.articles()))
        return tuple(made)

    def articles(self) -> tuple[Provision, ...]:
        made = []
        for _ in range(self.chance.randint(1, 3)):
            self.article += 1
            number = str(self.article)
            heading = self.words("") if self.chance.random() < 0.5 else ""
            self.lines.append(f"{HEADS[self.language][3].format(number)} {heading}".rstrip())
            children = self.paragraphs(f"art_{number}")
            made.append(Provision(f"art_{number}", "article", number, heading, "", children))
        return tuple(made)

    def paragraphs(self, around: str) -> tuple[Provision, ...]:
        made = []
        numbered = self.chance.random() < 0.6
        for n in range(1, self.chance.randint(1, 4) + 1):
            address = f"{around}__para_{n}"
            mark, number = (f"{n}. ", str(n)) if numbered else ("", "")
            with_points = self.chance.random() < 0.4
            text = self.words(":" if with_points else ".")
            self.lines.append(mark + text)
            children = self.points(address) if with_points else ()
            if numbered and self.chance.random() < 0.3:
                children += (self.further(address),)
            made.append(Provision(address, "paragraph", number, "", text, children))
        return tuple(made)

    def further(self, around: str) -> Provision:
        """A second passage of a numbered paragraph."""
        text = self.words(".")
        self.lines.append(text)
        return Provision(f"{around}__al_2", "paragraph", "", "", text)

    def points(self, around: str) -> tuple[Provision, ...]:
        made = []
        count = self.chance.randint(2, 4)
        for n in range(1, count + 1):
            address = f"{around}__point_{n}"
            # Not in the last: a passage after a list within a list might belong to either.
            deeper = n < count and self.chance.random() < 0.25
            text = self.words(":" if deeper else ";", capital=False)
            self.lines.append(f"{n}) {text}")
            children = self.letters(address) if deeper else ()
            made.append(Provision(address, "point", str(n), "", text, children))
        return tuple(made)

    def letters(self, around: str) -> tuple[Provision, ...]:
        made = []
        for letter in LETTERS[self.language][: self.chance.randint(2, 4)]:
            text = self.words(";", capital=False)
            self.lines.append(f"{letter}) {text}")
            address = f"{around}__sub_{ASCII.get(letter, letter)}"
            made.append(Provision(address, "subpoint", letter, "", text))
        return tuple(made)


def random_law(language: str, seed: int) -> Law:
    """The law of a seed."""
    return Maker(language, random.Random(seed)).law()
