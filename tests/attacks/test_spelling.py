"""Family "ballots", rows 7 to 13: one meaning, one spelling, in every message.

A second spelling of a ballot would have a second tracker; a document that two programs read in two
ways would be two documents. What is respelt is a ballot (signed again) and every other message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dauys.group.belenios2048 import P
from tests.attacks.attack import refused
from tests.attacks.case import Case, Json, altered
from tests.group import curve
from tests.verification.world import World

FINITE, CURVE = ("BELENIOS-2048",), ("Ed25519",)
ANSWER = "answers.0"
PROOFS = {
    "individual proof": ("ballot", f"{ANSWER}.individual_proofs.0.0"),
    "its simulated part": ("ballot", f"{ANSWER}.individual_proofs.0.1"),
    "last individual proof": ("ballot", f"{ANSWER}.individual_proofs.1.1"),
    "overall proof": ("ballot", f"{ANSWER}.overall_proof.0"),
    "signature": ("cast", "signature.proof"),
    "proof of a trustee's key": ("trustees", "0.1.pok"),
    "proof of the last trustee's key": ("trustees", "1.1.pok"),
    "decryption proof": ("decryption", "decryption_proofs.0.0"),
    "last decryption proof": ("decryption", "decryption_proofs.0.1"),
}
SCALARS = {
    f"{field} of the {name}": (document, f"{path}.{field}")
    for name, (document, path) in PROOFS.items()
    for field in ("challenge", "response")
}
ELEMENTS = {
    "alpha of a ballot": ("ballot", f"{ANSWER}.choices.0.alpha"),
    "beta of a ballot": ("ballot", f"{ANSWER}.choices.1.beta"),
    "key of the election": ("election", "public_key"),
    "key of a trustee": ("trustees", "1.1.public_key"),
    "credential on the roll": ("roll", "0"),
    "alpha of the tally": ("tally", "0.0.alpha"),
    "beta of the tally": ("tally", "0.1.beta"),
    "decryption factor": ("decryption", "decryption_factors.0.1"),
}
RECORDED = {
    "bound proof": ("tally.decrypted", "body.bound.0.0"),
    "confirmation of the registrar": ("setup.confirmed", "body.proof"),
}
Place = tuple[str, str]


def recorded(made: Case, place: Place, change: Callable[[Json], Json]) -> World:
    """A place of an entry that no archive has; the record ends with that entry."""
    assert made.record
    index = made.record.find(place[0])
    del made.record.entries[index + 1 :]
    return made.record.changed(*place, change)


# 7: scalars beyond q


@refused(7, "proof.scalar", each=SCALARS)
def test_a_scalar_plus_q(made: Case, place: Place) -> Case:
    """It is the same number modulo q: the proof holds, and the document has another hash."""
    order = made.world.group.order
    return made.spoilt(*place, lambda scalar: str(int(scalar) + order))


@refused(7, "json.shape", each=SCALARS, groups=CURVE)
def test_a_scalar_minus_q(made: Case, place: Place) -> Case:
    """The same below nought."""
    order = made.world.group.order
    return made.spoilt(*place, lambda scalar: str(int(scalar) - order))


@refused(7, record="proof.scalar", each=RECORDED)
def test_a_scalar_plus_q_in_an_entry(made: Case, place: Place) -> World:
    """An entry, too, has one spelling for what it says."""
    order = made.world.group.order
    challenge = (place[0], f"{place[1]}.challenge")
    return recorded(made, challenge, lambda scalar: str(int(scalar) + order))


# 8: elements outside the group of integers

# The cofactor (p - 1) / q has the factors 2 and 3.
CUBE = next(root for root in (pow(base, (P - 1) // 3, P) for base in range(2, 9)) if root != 1)
OUTSIDE = {
    "order 2": lambda x: P - 1,
    "order 3": lambda x: CUBE,
    "order 6": lambda x: P - CUBE,
    "times -1": lambda x: P - x,
    "times a cube root of 1": lambda x: x * CUBE % P,
    "two": lambda x: 2,
}
NO_NUMBER = {
    "0": lambda x: 0,
    "p": lambda x: P,
    "p + x": lambda x: P + x,
    "-x": lambda x: -x,
    "a power of ten": lambda x: 10**700,
}


def every(kinds: dict[str, Any], places: dict[str, Place]) -> dict[str, Any]:
    """Every kind in every place."""
    return {f"{k} as {p}": (kinds[k], places[p]) for k in kinds for p in places}


def _weighed(element: str, change: Callable[[str], str]) -> str:
    """The element of a line of the roll, which may have a weight behind it."""
    text, comma, weight = element.partition(",")
    return change(text) + comma + weight


def respelt(made: Case, place: Place, change: Callable[[str], str]) -> Case:
    """An element of a message is another text."""
    return made.spoilt(*place, lambda element: _weighed(element, change))


@refused(8, "group.member", each=every(OUTSIDE, ELEMENTS), groups=FINITE)
def test_a_number_outside_the_group(made: Case, what: tuple[Any, Place]) -> Case:
    """A power of an element of small order tells the secret modulo that order; a factor of small
    order in a ciphertext changes what is counted and passes every other check."""
    return respelt(made, what[1], lambda x: str(what[0](int(x))))


@refused(8, "group.encoding", each=every(NO_NUMBER, ELEMENTS), groups=FINITE)
def test_a_number_that_is_not_between_0_and_p(made: Case, what: tuple[Any, Place]) -> Case:
    """Nought divides nothing, and a number beyond p is a second spelling of a smaller one."""
    return respelt(made, what[1], lambda x: str(what[0](int(x))))


@refused(8, record="group.member", groups=FINITE)
def test_a_registrars_key_outside_the_group(made: Case) -> World:
    """Whoever checks a confirmation computes with this key."""
    return recorded(made, ("voting.setup", "body.registrar"), lambda x: str(P - int(x)))


# 9: points outside the group of the curve


def _point(point: curve.Point) -> Callable[[str], str]:
    return lambda x: curve.spelt(point)


TORSION = curve.torsion()[1:]
FOREIGN_POINTS: dict[str, Callable[[str], str]] = {
    **{f"small order {number}": _point(point) for number, point in enumerate(TORSION, 1)},
    **{
        f"mixed order {number}": lambda x, t=point: curve.spelt(curve.add(curve.point(x), t))  # type: ignore[misc]
        for number, point in enumerate(TORSION[:4], 1)
    },
    "y = p": lambda x: f"{curve.P:064x}",
    "y = p + 1": lambda x: f"{curve.P + 1:064x}",
    "x = 0 with the sign": lambda x: f"{2**255 + 1:064x}",
    "on no point": lambda x: f"{2:064x}",
}
NO_POINT: dict[str, Callable[[str], str]] = {
    "upper case": lambda x: x.upper() if x.upper() != x else x + "A",
    "63 digits": lambda x: x[1:],
    "65 digits": lambda x: "0" + x,
    "nothing": lambda x: "",
    "a line break": lambda x: x + "\n",
}


@refused(9, "group.member", each=every(FOREIGN_POINTS, ELEMENTS), groups=CURVE)
def test_a_point_outside_the_group(made: Case, what: tuple[Any, Place]) -> Case:
    """A point of small order tells the secret modulo 8, added to another it changes its hash and
    little else; y beyond p and minus zero are second spellings."""
    return respelt(made, what[1], what[0])


@refused(9, "group.encoding", each=every(NO_POINT, ELEMENTS), groups=CURVE)
def test_a_point_in_another_spelling(made: Case, what: tuple[Any, Place]) -> Case:
    """64 digits in lower case: any other spelling would give one ballot two trackers."""
    return respelt(made, what[1], what[0])


@refused(9, record="group.member", groups=CURVE)
def test_a_registrars_key_of_small_order(made: Case) -> World:
    """Whoever checks a confirmation computes with this key."""
    return recorded(made, ("voting.setup", "body.registrar"), _point(TORSION[3]))


# 10: integers in another spelling

INTEGERS: dict[str, Callable[[str], Any]] = {
    "leading zero": lambda n: "0" + n,
    "plus": lambda n: "+" + n,
    "hexadecimal": lambda n: hex(int(n)),
    "underscore": lambda n: n[0] + "_" + n[1:],
    "space": lambda n: " " + n,
    "point": lambda n: n + ".0",
    "other digits": lambda n: n.translate({ord("0") + d: 0x660 + d for d in range(10)}),
    "nothing": lambda n: "",
    "truth": lambda n: True,
}


SOME = {name: place for name, place in SCALARS.items() if name.startswith("challenge")}


@refused(10, "json.shape", each=every(INTEGERS, SOME), groups=CURVE)
def test_an_integer_in_another_spelling(made: Case, what: tuple[Any, Place]) -> Case:
    """A reader that is generous takes it for the same number; the tracker is another."""
    return made.spoilt(*what[1], what[0])


@refused(10, "json.number", each=SCALARS, groups=CURVE)
def test_an_integer_as_a_number_of_json(made: Case, place: Place) -> Case:
    """Many readers of JSON would round it."""
    return made.spoilt(*place, int)


# 11 and 13: the form of a document

OBJECTS = {
    "a ballot": ("ballot", ""),
    "an answer": ("ballot", ANSWER),
    "a choice": ("ballot", f"{ANSWER}.choices.0"),
    "a proof of a ballot": ("ballot", f"{ANSWER}.individual_proofs.1.0"),
    "a signature": ("cast", "signature"),
    "the election": ("election", ""),
    "a question": ("election", "questions.0"),
    "a trustee": ("trustees", "0.1"),
    "the proof of a trustee": ("trustees", "0.1.pok"),
    "a ciphertext of the tally": ("tally", "0.0"),
    "the numbers of the tally": ("sized", ""),
    "a decryption": ("decryption", ""),
    "a proof of a decryption": ("decryption", "decryption_proofs.0.0"),
}


def reshaped(made: Case, place: Place, change: Callable[[Json], Json]) -> Case:
    """An object of a document is another; an empty path is the whole document."""
    if place[1]:
        return made.spoilt(*place, change)
    whole = {"": made.document(place[0])}
    data = altered(b'{"":' + whole[""] + b"}", lambda v: v.update({"": change(v[""])}))
    return made.put(place[0], data[4:-1])


@refused(11, "json.shape", each=OBJECTS, groups=CURVE)
def test_a_key_that_nobody_knows(made: Case, place: Place) -> Case:
    """It means nothing, and makes a second tracker for the same vote."""
    return reshaped(made, place, lambda value: value | {"extra": "1"})


@refused(11, "json.canonical", each=OBJECTS, groups=CURVE)
def test_keys_in_another_order(made: Case, place: Place) -> Case:
    """The order of keys has no meaning in JSON, and so must have one spelling here."""
    return reshaped(made, place, lambda value: dict(reversed(value.items())))


@refused(11, "json.shape", groups=CURVE)
def test_a_blank_proof_of_null(made: Case) -> Case:
    """What is not there is left out: null would be a second spelling of nothing."""
    return made.spoilt("ballot", ANSWER, lambda answer: answer | {"blank_proof": None})


@refused(11, "ballot.blank")
def test_a_blank_proof_where_blank_is_not_allowed(made: Case) -> Case:
    """It says nothing that is asked, and makes a second tracker."""

    def change(answer: Json) -> Json:
        return answer | {"blank_proof": answer["overall_proof"] * 2}

    return made.spoilt("ballot", ANSWER, change)


@refused(
    11, "json.shape", each={"the result": ("result", ""), "the roll": ("roll", "")}, groups=CURVE
)
def test_another_document_altogether(made: Case, place: Place) -> Case:
    """A document has the one form that its place asks for."""
    return made.put(place[0], b'{"extra":"1"}')


SPACED = {
    "behind a colon": lambda data: data.replace(b'":', b'": ', 1),
    "behind a comma": lambda data: data.replace(b",", b", ", 1),
    "in front": lambda data: b" " + data,
    "at the end": lambda data: data + b"\n",
    "an escaped letter": lambda data: data.replace(b"e", b"\\u0065", 1),
}
DOCUMENTS = ("cast", "election", "trustees", "roll", "tally", "sized", "decryption", "result")


def _spaces() -> dict[str, Any]:
    """Every way to respell, in every document that has the letter that it needs."""
    found = {}
    for name in DOCUMENTS:
        for way, change in SPACED.items():
            letterless = name in ("roll", "tally", "result") and "letter" in way
            if not (letterless or (name == "roll" and ("colon" in way or "comma" in way))):
                found[f"{way} of {name}"] = (name, change)
    return found


@refused(13, "json.canonical", each=_spaces(), groups=CURVE)
def test_white_space_and_escapes(made: Case, what: tuple[str, Any]) -> Case:
    """They change no meaning and every hash."""
    name, change = what
    return made.put(name, change(made.document(name)))


@refused(13, "json.canonical", groups=CURVE)
def test_white_space_that_the_voter_signs(made: Case) -> Case:
    """The signature holds over these very bytes, and the vote has another tracker all the same."""
    return made.put("ballot", made.document("ballot").replace(b'":', b'": ', 1))


NUMBERS = {
    "the UUID of a ballot": ("ballot", "election_uuid"),
    "the credential of a ballot": ("ballot", "credential"),
    "the name of the election": ("election", "name"),
    "the key of a trustee": ("trustees", "0.1.public_key"),
    "a line of the roll": ("roll", "0"),
    "an alpha of the tally": ("tally", "0.0.alpha"),
    "a factor": ("decryption", "decryption_factors.0.0"),
}


@refused(13, "json.shape", each=NUMBERS, groups=CURVE)
def test_a_number_where_text_belongs(made: Case, place: Place) -> Case:
    """Each place holds one type."""
    return made.spoilt(*place, lambda text: 5)
