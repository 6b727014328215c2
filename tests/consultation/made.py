"""A small law and small files for the tests of the consultation."""

from __future__ import annotations

from dataclasses import replace

from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Answer, Proposal
from dauys.text.read import read

LAW = """УСТАВ САДА
Статья 1.
1. Сад открыт каждый день с восьми часов.
2. Вход в сад бесплатный.
Статья 2.
1. Деревья сажает садовник.
2. Вход в сад бесплатный.
Статья 3.
1. Садовник вправе:
1) закрыть ворота;
2) открыть окна.
"""
HEADER = (
    "id,received,language,kind,address,quote,proposed,reasons,group,region,origin,hearing,hash\n"
)
ROW = (
    "p-1,2027-02-03T05:00:00Z,ru,amend,art_1__para_1,с восьми часов,с семи часов,Рано светает,"
    "citizen,north,site,,\n"
)
ANSWERS = "proposal,answered,outcome,carried,reasons_ru\n"


def places(law: str = LAW, version: str = "draft-1") -> Places:
    """The law, ready for anchors."""
    return Places("garden", version, read(law.encode(), "ru").text)


def proposal(**changes: object) -> Proposal:
    """A proposal that is in order but for the changes."""
    made = Proposal(
        id="p-1",
        received="2027-02-03T05:00:00Z",
        kind="amend",
        anchor=places().anchor("art_1__para_1"),
        language="ru",
        group="citizen",
        region="north",
        origin="site",
        hearing=None,
        quote="с восьми часов",
        proposed="с семи часов",
        reasons="Рано светает",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def answer(**changes: object) -> Answer:
    """An answer that is in order but for the changes."""
    made = Answer(
        "p-1", "2027-02-10T05:00:00Z", "accepted", ("art_1__para_1",), {"ru": "Часы изменены."}
    )
    return replace(made, **changes)  # type: ignore[arg-type]
