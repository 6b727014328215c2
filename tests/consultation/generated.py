"""Thousands of Russian proposals on a real text, with duplicates planted: seeded, the same always.

    python -m tests.consultation.generated LAW.ru.txt FOLDER

writes 10,000 as proposals.csv and proposals.xlsx, with answers.csv.

Two originals never ask for the same on the same provision, though many share provision, asked-for
words or reasons. A duplicate says what its original does in another order, in other cases and
numbers of the words, and with some words replaced or added.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dauys.consultation import export, raw
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import GROUPS, Answer, Proposal
from dauys.text.formats import load
from dauys.wire import table
from dauys.wire.ids import moment


def _split(told: str) -> list[str]:
    """Phrases with a bar between them."""
    return [" ".join(each.split()) for each in told.replace("\n", " ").split("|") if each.strip()]


FROM = 1_770_000_000
REGIONS = [f"region-{n:02}" for n in range(20)]
WHAT = _split("""
публичные слушания|отчёт перед избирателями|бесплатная юридическая помощь|раздельный сбор
отходов|доступ к архивам|защита персональных данных|родной язык ребёнка|сельские
библиотеки|чистая питьевая вода|цифровая грамотность|суд присяжных|независимая экспертиза|
открытый конкурс|ротация судей|парламентский запрос|народная инициатива|общественный
контроль|минимальный доход|охрана ледников|пастбища общего пользования|льготный проезд|
школьное питание|равная оплата труда|отпуск по уходу|сохранение курганов|безопасность
дорог|переводчик в суде|электронная приёмная|срок ответа|жилищная очередь|пенсионные
накопления|земельный кадастр|местное самоуправление|выборность акимов|имущественная
декларация|антикоррупционная проверка|свобода собраний|тайна переписки|право на забвение|
донорство крови|сельский врач|инклюзивное образование|студенческое общежитие|научный
грант|авторское вознаграждение|лесной фонд|рыбные запасы|редкие животные|солнечная
энергия|тариф на отопление|капитальный ремонт|детский омбудсмен|приёмная семья|опека над
пожилыми|военный резерв|альтернативная служба|гражданская оборона|пожарная охрана|
страхование урожая|кооперативы фермеров|торговая марка|потребительский договор|кредитная
история|банкротство граждан|налоговый вычет|таможенная пошлина|транзитный коридор|
железнодорожный билет|городской транспорт|велосипедная дорожка|культурное наследие|
музейный фонд|национальная киностудия|спортивная площадка|олимпийский резерв|телевизионное
вещание|редакционная независимость|источник журналиста|рекламный щит|шум ночью|домашние
животные|бездомные собаки|мусорный полигон|радиационный фон|космический мусор|судоходство
по Каспию|осетровые рыбы|трансграничные реки|снежные лавины|селевая защита|сейсмическая
стойкость|лифты в домах|пандусы и подъёмники|жестовый язык|шрифт Брайля|онкологическая
помощь|редкие лекарства|скорая помощь|санитарная авиация
""")
WHOSE = _split("""
для сирот|в сельской местности|на приграничных территориях|для многодетных семей|за счёт
бюджета|при переселении|в выходные дни|для студентов колледжей|на государственной службе|во
время карантина|для кандасов|после землетрясения|в моногородах|для инвалидов войны|на дому|
через мобильное приложение|в исправительных колониях|для самозанятых|на отгонных участках|при
разводе|для призывников|до восемнадцати лет|в степных районах|для кочевых хозяйств|на рынках|в
аэропортах|для беженцев|в день голосования|для водителей|у нотариуса
""")
HOW = _split("""
следует закрепить|нужно прямо назвать|предлагаю добавить|считаю важным указать|прошу
предусмотреть|необходимо упомянуть|надо внести|требуется записать
""")
WHY = _split("""
жители нашего района столкнулись с отказом чиновников|в соседнем селе решение ждут третий
год|старое правило понимают по-разному|без такой нормы закон остаётся пустым|молодёжь уезжает
из области|суды толкуют положение произвольно|об этом говорили на сходе аула|международные
договоры уже обязывают государство|расходы бюджета будут невелики|нынешняя редакция оставляет
пробел|родители обращались в прокуратуру|предприниматели несут лишние затраты|пенсионеры не
могут защитить себя|наши деды берегли этот порядок|учителя и врачи поддерживают изменение|так
принято во многих странах|акимат ссылается на отсутствие полномочий|министерство ответило
отпиской|природа края не восстановится сама|каждая семья почувствует пользу|доверие к власти
вырастет|споров станет меньше|инвесторы получат ясность|общественный совет единогласно одобрил
""")
OTHER = {
    "следует": "нужно", "нужно": "следует", "прошу": "предлагаю", "предлагаю": "прошу",
    "закрепить": "записать", "записать": "закрепить", "указать": "упомянуть", "жители": "граждане",
    "района": "округа", "чиновников": "ведомств", "пробел": "неясность", "затраты": "издержки",
    "расходы": "траты", "споров": "тяжб", "пользу": "выгоду", "порядок": "обычай",
    "одобрил": "поддержал", "ждут": "ожидают", "важным": "нужным", "нынешняя": "действующая",
}  # fmt: skip
FILLER = ["Уважаемая комиссия!", "С уважением, житель села.", "Очень прошу учесть.", "Спасибо."]
CASES = [
    ("ная", "ной"), ("ные", "ных"), ("ный", "ного"), ("ение", "ения"), ("ания", "аний"),
    ("ость", "ости"), ("ия", "ии"), ("ие", "ия"), ("ов", "ы"), ("ка", "ки"), ("и", "ей"),
    ("а", "ы"), ("ы", "ов"), ("ь", "и"),
]  # fmt: skip


@dataclass(frozen=True)
class Made:
    """The proposals, and of each planted duplicate the id of its original."""

    proposals: list[Proposal]
    originals: dict[str, str]


def generate(places: Places, count: int, seed: int, duplicates_in_100: int = 20) -> Made:
    """So many proposals in Russian on the paragraphs of a text."""
    drawn = random.Random(seed)
    addresses = [
        each.address
        for each in places.text.walk()
        if each.kind not in ("note", "section", "chapter") and len(each.text.split()) > 5
    ]
    asked: set[tuple[str, str]] = set()
    made: list[Proposal] = []
    originals: dict[str, str] = {}
    for n in range(count):
        if len(made) > 20 and drawn.randrange(100) < duplicates_in_100:
            found = drawn.choice(made)
            made.append(_duplicate(found, n, drawn))
            originals[f"p-{n:05}"] = originals.get(found.id, found.id)
        else:
            made.append(_original(places, addresses, asked, n, drawn))
    return Made(made, originals)


def _original(
    places: Places, addresses: list[str], asked: set[tuple[str, str]], n: int, drawn: random.Random
) -> Proposal:
    while True:
        address, what = drawn.choice(addresses), f"{drawn.choice(WHAT)} {drawn.choice(WHOSE)}"
        if (address, what) not in asked:
            asked.add((address, what))
            break
    quote = _piece(places, address, 4, drawn)
    case = f"ко мне уже приходили, когда {_piece(places, drawn.choice(addresses), 6, drawn)}"
    why = [each.capitalize() for each in drawn.sample([*drawn.sample(WHY, 2), case], 3)]
    return Proposal(
        id=f"p-{n:05}",
        received=moment(FROM + n * 180),
        kind="amend",
        anchor=places.anchor(address),
        language="ru",
        group=drawn.choice(GROUPS),
        region=drawn.choice(REGIONS),
        origin=drawn.choice(["site", "letter"]),
        hearing=None,
        quote=quote,
        proposed=f"{quote}, а также {what}",
        reasons=f"Здесь {drawn.choice(HOW)}: {what}. {'. '.join(why)}.",
    )


def _piece(places: Places, address: str, size: int, drawn: random.Random) -> str:
    """Some words of a provision."""
    words = places.provision(address).text.split()
    start = drawn.randrange(max(1, len(words) - size - 1))
    return " ".join(words[start : start + size]).strip(".,;:")


def _duplicate(original: Proposal, n: int, drawn: random.Random) -> Proposal:
    sentences = [each for each in original.reasons.replace(": ", ". ").split(". ") if each]
    drawn.shuffle(sentences)
    if drawn.randrange(3) == 0:
        sentences.insert(0, drawn.choice(FILLER))
    told = ". ".join(" ".join(_reworded(each.split(), drawn)) for each in sentences)
    proposed = original.proposed.split()
    half = drawn.randrange(1, len(proposed))
    return replace(
        original,
        id=f"p-{n:05}",
        received=moment(FROM + n * 180),
        group=drawn.choice(GROUPS),
        region=drawn.choice(REGIONS),
        quote="",
        proposed=" ".join(_reworded(proposed[half:] + proposed[:half], drawn)),
        reasons=told,
    )


def _reworded(words: list[str], drawn: random.Random) -> Iterator[str]:
    for word in words:
        bare = word.strip(".,!:«»").casefold()
        if bare in OTHER and drawn.randrange(2):
            yield OTHER[bare]
        elif len(bare) > 5 and drawn.randrange(2):
            yield next((word[: -len(end)] + to for end, to in CASES if word.endswith(end)), word)
        else:
            yield word


def answers(made: Made, seed: int) -> list[Answer]:
    """An answer to every proposal, none of them accepted (which needs a next version)."""
    drawn = random.Random(seed)
    return [
        Answer(
            each.id,
            moment(FROM + n * 180 + drawn.randrange(30 * 86_400)),
            drawn.choice(["already_provided", "rejected", "outside"]),  # type: ignore[arg-type]
            (),
            {"ru": "Предложение рассмотрено."},
        )
        for n, each in enumerate(made.proposals)
    ]


def write(law: Path, folder: Path, count: int = 10_000) -> None:
    """The files of so many proposals on a law, and of their answers."""
    made = generate(Places("law", "draft", load(law)), count, seed=2)
    for suffix in raw.SUFFIXES:
        (folder / f"proposals{suffix}").write_bytes(export.table_of(made.proposals, suffix))
    header = ("proposal", "answered", "outcome", "carried", "reasons_ru")
    rows = [
        (each.proposal, each.answered, each.outcome, "", each.reasons["ru"])
        for each in answers(made, seed=1)
    ]
    (folder / "answers.csv").write_bytes(table.write([header, *rows]))


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
