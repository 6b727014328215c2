"""The words by which a provision permits, obliges, denies, excepts and restricts: data.

«вправе», «құқылы», "may" permit; «обязан», «міндетті», "must" oblige; «не допускается», «жол
берілмейді», "shall not" deny; «кроме», «қоспағанда», "except" except; «только», «ғана», "only"
restrict. A language often says the same with a noun or an adjective («неприкосновенен»): such
words are soft; where they stand, a marker may be or not. The patterns are over words in one case
with single spaces between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Modality = Literal["exception", "restriction", "negation", "permission", "duty"]


@dataclass(frozen=True, slots=True)
class Markers:
    """The words of one language for one modality; what is hard says it, what is soft may."""

    hard: re.Pattern[str]
    soft: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?![\w-])")


def _markers(hard: tuple[str, ...], soft: tuple[str, ...] = ()) -> Markers:
    return Markers(_any(*hard), _any(*soft))


# A Kazakh verb is denied by a syllable within it: «тағайындалмайды» is not appointed.
_KK_FINITE = r"(?!(?:қолдай|сыйлай)\w*)\w{2,}[мбп][ае]й(?:ды|ді)"
_KK_DENIED = (
    r"\w{2,}[мбп][ае]й(?:тын|тін)\w*",
    r"\w{2,}[мбп][ае](?:ған|ген)\w*",
    r"(?!немесе)\w{2,}[мбп](?:аса|есе)",
    r"\w{2,}[мбп][ае](?:у|уы|уі|уын|уін|уына|уіне|уға|уге)",
    r"\w{2,}[мбп][ае]ст?[аеыі]?н?",
    r"\w{2,}[мбп][ае]й",
)

# In the order in which words are taken: «не вправе» is a denial and no permission.
ORDER: tuple[Modality, ...] = ("exception", "restriction", "negation", "permission", "duty")

MARKERS: Mapping[str, Mapping[Modality, Markers]] = {
    "kk": {
        "exception": _markers(
            (
                r"қоспағанда",
                r"\w+[дтн][ае]н басқа",
                r"өзгеше \w+[мбп](?:аса|есе)",
            ),
            (r"\w{3,}с[ыі]з", r"\w{3,}[мбп][ае]йынша", r"басқа"),
        ),
        "restriction": _markers(
            (r"(?<!кейін )(?<!соң )(?:ғана|қана)(?! емес)", r"тек(?! қана)"),
            (r"айрықша", r"ғана", r"қана"),
        ),
        "negation": _markers(
            (
                r"жол берілмейді",
                r"болмайды",
                r"құқы(?:ғы|қтары) жоқ",
                r"құқылы емес",
                r"(?<=міндетті )емес",
                r"тыйым сал\w+",
                r"\w+[мбп][ае]у(?:ға|ге) тиіс",
                r"рұқсат етілмейді",
                _KK_FINITE,
            ),
            (
                r"мүмкін (?:емес|болма\w+)",
                r"емес",
                r"жоқ",
                r"\w{3,}с[ыі]з\w*",
                r"болмайтын\w*",
                r"бас тарт\w+",
                *_KK_DENIED,
            ),
        ),
        "permission": _markers(
            (
                r"құқылы",
                r"құқы(?:ғы|қтары) бар",
                r"мүмкін(?! болма| емес)",
                r"\w+[аейы] алады",
                r"жол беріледі",
                r"рұқсат етіледі",
                r"\w+у(?:ға|ге|ына|іне) бола(?:ды|тын\w*)",
            ),
            (r"құқы\w+", r"мүмкін\w*"),
        ),
        "duty": _markers(
            (r"міндетті", r"тиіс", r"керек"),
            (r"міндет\w*", r"парыз\w*"),
        ),
    },
    "ru": {
        "exception": _markers(
            (
                r"кроме",
                r"за (?:исключением|изъятием)",
                r"если (?:\w+ )?иное не",
                r"иначе как",
                r"помимо",
            ),
            (r"без", r"пока", r"если (?:\w+ ){1,4}не"),
        ),
        "restriction": _markers((r"только", r"лишь", r"исключительно"), (r"исключительн\w+",)),
        "negation": _markers(
            (
                r"не вправе",
                r"не име(?:ет|ют) права?",
                r"не мо(?:жет|гут)",
                r"не допуска(?:ется|ются)",
                r"не разреша(?:ется|ются)",
                r"запре(?:щен[аоы]?|щает\w*|щают\w*)",
                r"недопустим[аоы]?",
                r"не долж(?:ен|на|но|ны)",
                r"не(?= обязан[аоы]?| требу)",
                r"не подлеж(?:ит|ат)",
                r"нельзя",
                r"несовместим[аоы]?",
                r"не (?:\w+ )?\w+(?:ет|ют|ит|ат|ят|ется|ются|ится|атся|ятся)",
            ),
            (
                r"не(?! менее| более| позднее| ранее| моложе| старше| реже| только| чаще)",
                r"ни",
                r"нет",
                r"не(?!дел|посредств|обходим|скольк|сет|сут|зависим)\w{4,}",
                r"отказ\w*",
                r"отклон\w*",
                r"отсутств\w*",
                r"запре(?:т|щ)\w*",
            ),
        ),
        "permission": _markers(
            (
                r"вправе",
                r"име(?:ет|ют) право",
                r"мо(?:жет|гут)",
                r"можно",
                r"допуска(?:ет|ют)ся",
            ),
            (
                r"разреша(?:ет|ют)ся",
                r"прав[ао]?",
                r"правом",
                r"име\w+ (?:\w+ )?право",
                r"возможн\w*",
            ),
        ),
        "duty": _markers(
            (r"обязан[аоы]?", r"долж(?:ен|на|но|ны)", r"подлеж(?:ит|ат)"),
            (r"\w*обязательн\w*", r"обязанност\w*", r"подлежащ\w+", r"долг\w*", r"требу\w+"),
        ),
    },
    "en": {
        "exception": _markers(
            (r"except(?:ing|ion)?", r"unless", r"save (?:for|as|in)", r"other than"),
            (r"without", r"until", r"if not", r"only"),
        ),
        "restriction": _markers((r"only", r"solely", r"exclusively"), (r"exclusive",)),
        "negation": _markers(
            (
                r"(?:may|shall|must|can|do|does|is|are|will) not"
                r"(?: be (?:entitled|permitted|allowed)| have the right)?",
                r"cannot",
                r"(?:no one|nobody|no \w+) (?:may|shall|can|has|have)"
                r"(?: (?:have )?the right| be permitted)?",
                r"not (?:be )?(?:permitted|allowed)",
                r"prohibited",
                r"forbidden",
                r"shall have no",
            ),
            (
                r"not",
                r"no",
                r"nor",
                r"non",
                r"none",
                r"without",
                r"(?:un|in|im|ir)\w{5,}",
                r"reject\w*",
                r"refus\w*",
                r"fail\w*",
                r"prohibit\w*",
            ),
        ),
        "permission": _markers(
            (
                r"(?<!\d )may(?! \d)",
                r"(?:has|have) the (?:\w+ )?right",
                r"(?:is|are|be) (?:entitled|permitted|allowed)",
            ),
            (r"can", r"rights?", r"entitle\w*", r"possib\w*", r"could"),
        ),
        "duty": _markers(
            (r"must", r"obliged", r"(?:is|are|be) required"),
            (
                r"shall",
                r"dut\w+",
                r"obligat\w*",
                r"compulsory",
                r"mandatory",
                r"binding",
                r"should",
            ),
        ),
    },
}
