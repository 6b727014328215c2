"""A second verifier for the voting part of a Dauys record, in one file.

What it is: an independent reader of the voting record format "Dauys". It was written from the
published specification alone (docs/specification) and from the known answers in vectors. It
imports nothing of Dauys and nothing outside the Python 3.11 standard library, so that a mistake
of the other verifier is not repeated here merely because both read the same source.

What it checks: the log (checkpoint, Ed25519 signature, cosignatures, tiles, bundles, root), the
entries (canonical form, kind, time), their order as far as it concerns the vote, the objects
(presence, size, hash), the question and its binding to the log, the set-up (groups, single and
threshold trustees, rolls, the expected elections), the confirmations, every ballot and every
challenged ballot with all proofs, the encrypted tally, the partial decryptions with their bound
proofs and the nonce rule, false shares set aside, and the result. Of a `.bel` archive it checks
the same, as far as an archive holds it.

What it does not check: texts, consultation, rules, stations, protocols, outcome and
implementation. Such entries are passed over once they are known to be canonical JSON of a known
kind and their objects are there; nothing here says that they are right.

Section names such as "5-voting 3" are chapters and sections of docs/specification.

    python second_verifier/verify.py SOURCE [--json] [--strict]
    python second_verifier/verify.py --vectors FOLDER

Exit status: 0 accepted, 1 refused, 2 cannot be read.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import contextlib
import datetime
import hashlib
import io
import json
import re
import sys
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# ================================================================================================
# 9-verification 1. Findings
# ================================================================================================

WARNINGS = {
    "decryption.set_aside",
    "decryption.unbound",
    "log.unwitnessed",
    "record.simulated",
    "witness.cosignature",
}
NOTICES = {"verify.unfinished", "object.withdrawn"}
UNREAD = {
    "archive.empty",
    "archive.form",
    "archive.version",
    "election.version",
    "group.unknown",
    "question.unsupported",
    "record.version",
    "source.missing",
    "source.record",
    "source.size",
    "source.unreadable",
    "trustees.old_format",
    "trustees.unsupported",
    "verify.failed",
}


class Refusal(Exception):
    """A document is refused: the code of the specification, and a word for people."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Skip(Exception):
    """A document cannot be followed because of an earlier fault that has been reported."""


@dataclass
class Finding:
    """One fault, warning or notice (9-verification 1.1)."""

    code: str
    step: int
    accused: str
    place: str
    detail: str

    @property
    def severity(self) -> str:
        """How heavy it weighs: unread, error, warning or information."""
        if self.code in UNREAD:
            return "unread"
        if self.code in WARNINGS:
            return "warning"
        return "information" if self.code in NOTICES else "error"


@dataclass
class Report:
    """All findings of one verification, and the results of its boxes."""

    findings: list[Finding] = field(default_factory=list)
    boxes: list[dict[str, Any]] = field(default_factory=list)
    strict: bool = False

    def add(self, code: str, step: int, accused: str, place: str = "", detail: str = "") -> None:
        """Write down one finding."""
        self.findings.append(Finding(code, step, accused, place, detail))

    @contextlib.contextmanager
    def at(self, step: int, accused: str, place: str) -> Iterator[None]:
        """Turn a refusal inside the block into a finding, and go on after it."""
        try:
            yield
        except Refusal as refusal:
            self.add(refusal.code, step, accused, place, refusal.detail)
        except Skip as skip:
            self.add("verify.skipped", step, accused, place, str(skip))

    def by_step(self) -> list[Finding]:
        """The findings by the number of their step; within a step as they were found."""
        return sorted(self.findings, key=lambda finding: finding.step)

    @property
    def verdict(self) -> str:
        """The verdict of 9-verification 1.3; with strict a warning is an error."""
        severities = {finding.severity for finding in self.findings}
        if "unread" in severities:
            return "unread"
        wrong = {"error", "warning"} if self.strict else {"error"}
        return "refused" if severities & wrong else "accepted"


# ================================================================================================
# 1-wire. Bytes as they travel
# ================================================================================================

MIB = 1 << 20
DOCUMENT_LIMIT = 16 * MIB
BALLOT_LIMIT = 64 * MIB
ROLL_LIMIT = 256 * MIB
DEPTH_LIMIT = 32
ENTRY_LIMIT = 65535

Shape = Callable[[Any, str], Any]

_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing a key that comes twice (1-wire 4)."""
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise Refusal("json.duplicate", key)
        result[key] = value
    return result


def _integer(text: str) -> int:
    """Read a JSON number that is an integer (1-wire 3)."""
    if len(text) > 20:
        raise Refusal("json.number", text[:24])
    return int(text)


def _no_number(text: str) -> Any:
    raise Refusal("json.number", text[:24])


def _no_constant(text: str) -> Any:
    raise Refusal("json.syntax", text)


def parse(data: bytes, limit: int = DOCUMENT_LIMIT) -> Any:
    """Parse JSON strictly, but do not yet ask for its canonical spelling (1-wire 1 to 6)."""
    if len(data) > limit:
        raise Refusal("json.size", f"{len(data)} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("json.encoding", str(error)) from None
    depth = 0
    for token in _TOKENS.finditer(data):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth > DEPTH_LIMIT:
                raise Refusal("json.depth")
        elif token[0] in (b"]", b"}"):
            depth -= 1
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError) as error:
        raise Refusal("json.syntax", str(error)) from None


def canonical(value: Any) -> bytes:
    """Write a value as canonical JSON, its fields in the order they have (1-wire 1, 2)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refusal("json.encoding", "half of a surrogate pair") from None


def _normal(value: Any) -> None:
    """Ask for NFC in every string and key (1-wire 5)."""
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise Refusal("json.text", value[:40])
    elif isinstance(value, list):
        for item in value:
            _normal(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _normal(key)
            _normal(item)


def shaped(value: Any, data: bytes, shape: Shape, nfc: bool = False) -> Any:
    """Hold a parsed value to its shape and its bytes to the one spelling (1-wire 7, 8)."""
    canonical(value)
    result = shape(value, "")
    if nfc:
        _normal(result)
    if canonical(result) != data:
        raise Refusal("json.canonical")
    return result


def document(data: bytes, shape: Shape, limit: int = DOCUMENT_LIMIT, nfc: bool = False) -> Any:
    """Read a document: parse it, hold it to its shape, write it again and compare."""
    return shaped(parse(data, limit), data, shape, nfc)


# --- shapes: each takes a value and its place, and gives the value with fields in their order ---


def _wrong(place: str, wanted: str) -> Refusal:
    return Refusal("json.shape", f"{place or '/'}: {wanted}")


def a_text(value: Any, place: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise _wrong(place, "a string")
    return value


def a_boolean(value: Any, place: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise _wrong(place, "true or false")
    return value


def an_integer(value: Any, place: str) -> int:
    """An integer of 1-wire 12."""
    if type(value) is not int or abs(value) >= 1 << 53:
        raise _wrong(place, "an integer")
    return value


def a_natural(value: Any, place: str) -> int:
    """An integer that is not negative."""
    if an_integer(value, place) < 0:
        raise _wrong(place, "an integer of at least 0")
    return int(value)


def matching(pattern: str, wanted: str) -> Shape:
    """A string that matches a pattern as a whole."""
    compiled = re.compile(pattern)

    def check(value: Any, place: str) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise _wrong(place, wanted)
        return value

    return check


a_decimal = matching(r"0|[1-9][0-9]{0,1299}", "a decimal")
a_hash = matching(r"[0-9a-f]{64}", "a hash in hex")
a_base64_hash = matching(r"[A-Za-z0-9+/]{43}", "a hash in base64")
a_name = matching(r"[a-z0-9][a-z0-9._-]{0,63}", "a name")
a_language = matching(r"[a-z]{2,3}", "a language")
a_uuid = matching(r"[1-9A-HJ-NP-Za-km-z]{14,32}", "a UUID")


def a_count(value: Any, place: str) -> int | str:
    """A count of 1-wire 14: a number below 2^30, a decimal from there on."""
    if type(value) is int and 0 <= value < 1 << 30:
        return value
    if isinstance(value, str) and int(a_decimal(value, place)) >= 1 << 30:
        return value
    raise _wrong(place, "a count")


def a_moment(value: Any, place: str) -> str:
    """A moment of 1-wire 18, of a day and an hour that there are."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", a_text(value, place), re.A)
    try:
        if match is None:
            raise ValueError
        year, month, day, hour, minute, second = map(int, match.groups())
        datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC)
    except ValueError:
        raise _wrong(place, "a moment") from None
    return str(value)


def anything(value: Any, place: str) -> Any:
    """A body that is not checked here."""
    return value


def one_of(*values: Any) -> Shape:
    """One of a closed list of values."""

    def check(value: Any, place: str) -> Any:
        for known in values:
            if type(value) is type(known) and value == known:
                return value
        raise _wrong(place, " or ".join(map(str, values)))

    return check


def array(item: Shape) -> Shape:
    """An array of items of one shape."""

    def check(value: Any, place: str) -> list[Any]:
        if not isinstance(value, list):
            raise _wrong(place, "an array")
        return [item(one, f"{place}/{index}") for index, one in enumerate(value)]

    return check


def pair(first: Shape, second: Shape) -> Shape:
    """An array of exactly two."""

    def check(value: Any, place: str) -> list[Any]:
        if not isinstance(value, list) or len(value) != 2:
            raise _wrong(place, "an array of two")
        return [first(value[0], f"{place}/0"), second(value[1], f"{place}/1")]

    return check


def fields(**shapes: Shape) -> Shape:
    """An object of these fields in this order; a name that ends in `_` may be left out."""
    known = {name.rstrip("_"): (shape, name.endswith("_")) for name, shape in shapes.items()}

    def check(value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong(place, "an object")
        for name in value:
            if name not in known:
                raise _wrong(f"{place}/{name}", "no such field")
        result = {}
        for name, (shape, optional) in known.items():
            if name in value:
                result[name] = shape(value[name], f"{place}/{name}")
            elif not optional:
                raise _wrong(f"{place}/{name}", "missing")
        return result

    return check


def some_words(value: Any, place: str) -> dict[str, str]:
    """Words: an object from language to text, keys in the order of their code points."""
    if not isinstance(value, dict):
        raise _wrong(place, "words")
    return {
        a_language(key, f"{place}/{key}"): a_text(value[key], f"{place}/{key}")
        for key in sorted(value)
    }


a_ref = fields(sha256=a_hash, size=a_natural)


def a_payload(value: Any, place: str) -> Any:
    """A payload of 1-wire 21: the exact document as a string, or the name of an object."""
    return value if isinstance(value, str) else a_ref(value, place)


# --- hashes (1-wire 4) --------------------------------------------------------------------------


def sha256(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def base64_hash(data: bytes) -> str:
    """SHA-256 in base64 without padding."""
    return base64.b64encode(sha256(data)).decode("ascii").rstrip("=")


def labelled_bytes(label: str, parts: list[str | bytes]) -> bytes:
    """The bytes under a labelled hash (1-wire 16)."""
    result = b"dauys/1/" + label.encode("ascii")
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        result += len(data).to_bytes(8, "big") + data
    return result


def labelled_hash(label: str, parts: list[str | bytes]) -> bytes:
    """A labelled hash (1-wire 16)."""
    return sha256(labelled_bytes(label, parts))


# ================================================================================================
# 5-voting 1. Groups
# ================================================================================================

Element = Any


class EdwardsGroup:
    """Ed25519 (5-voting 1.1): points in extended coordinates (X, Y, Z, T), T = XY/Z."""

    name = "Ed25519"
    p = 2**255 - 19
    q = 2**252 + 27742317777372353535851937790883648493

    def __init__(self) -> None:
        self.d = -121665 * pow(121666, -1, self.p) % self.p
        self.root_of_minus_one = pow(2, (self.p - 1) // 4, self.p)
        self.neutral: Element = (0, 1, 1, 0)
        y = 4 * pow(5, -1, self.p) % self.p
        generator = self.point(y, 0)
        assert generator is not None
        self.g: Element = generator

    def point(self, y: int, sign: int) -> Element | None:
        """The point with this y and this lowest bit of x, wherever on the curve it lies."""
        p = self.p
        if y >= p:
            return None
        # RFC 8032, section 5.1.3: x^2 = (y^2 - 1) / (d y^2 + 1)
        square = (y * y - 1) * pow(self.d * y * y + 1, -1, p) % p
        x = pow(square, (p + 3) // 8, p)
        if x * x % p != square:
            x = x * self.root_of_minus_one % p
        if x * x % p != square or (x == 0 and sign):
            return None
        if x & 1 != sign:
            x = p - x
        return (x, y, 1, x * y % p)

    def times(self, left: Element, right: Element) -> Element:
        """The product (on the curve, the sum): complete formulas of Hisil and others, a = -1."""
        p = self.p
        x1, y1, z1, t1 = left
        x2, y2, z2, t2 = right
        a = (y1 - x1) * (y2 - x2) % p
        b = (y1 + x1) * (y2 + x2) % p
        c = 2 * self.d * t1 * t2 % p
        d = 2 * z1 * z2 % p
        e, f, g, h = b - a, d - c, d + c, b + a
        return (e * f % p, g * h % p, f * g % p, e * h % p)

    def _square(self, point: Element) -> Element:
        """The square (on the curve, the double)."""
        p = self.p
        x, y, z, _ = point
        a, b, c = x * x % p, y * y % p, 2 * z * z % p
        h = a + b
        e = h - (x + y) * (x + y) % p
        g = a - b
        f = c + g
        return (e * f % p, g * h % p, f * g % p, e * h % p)

    def power(self, base: Element, exponent: int) -> Element:
        """A power with any exponent of at least 0, four bits at a time."""
        table = [self.neutral, base]
        while len(table) < 16:
            table.append(self.times(table[-1], base))
        result = self.neutral
        for digit in f"{exponent:x}":
            for _ in range(4):
                result = self._square(result)
            if digit != "0":
                result = self.times(result, table[int(digit, 16)])
        return result

    def inverse(self, point: Element) -> Element:
        """The inverse."""
        x, y, z, t = point
        return (-x % self.p, y, z, -t % self.p)

    def equal(self, left: Element, right: Element) -> bool:
        """Whether two points are one."""
        p = self.p
        x1, y1, z1, _ = left
        x2, y2, z2, _ = right
        return bool(x1 * z2 % p == x2 * z1 % p and y1 * z2 % p == y2 * z1 % p)

    def affine(self, point: Element) -> tuple[int, int]:
        """The coordinates x and y."""
        inverse = pow(point[2], -1, self.p)
        return point[0] * inverse % self.p, point[1] * inverse % self.p

    def encode(self, point: Element) -> str:
        """The one spelling (5-voting 5)."""
        x, y = self.affine(point)
        return f"{(x & 1) << 255 | y:064x}"

    def decode(self, text: str) -> Element:
        """The element that a string spells, or a refusal (5-voting 2, 5, 6)."""
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise Refusal("group.encoding", text[:70])
        number = int(text, 16)
        point = self.point(number & (1 << 255) - 1, number >> 255)
        if point is None or not self.equal(self.power(point, self.q), self.neutral):
            raise Refusal("group.member", text)
        return point


class FieldGroup:
    """The subgroup of order q modulo a prime p (5-voting 1.2)."""

    neutral: Element = 1

    def __init__(self, name: str, p: int, q: int, g: int) -> None:
        self.name, self.p, self.q = name, p, q
        self.g: Element = g

    def times(self, left: Element, right: Element) -> Element:
        """The product."""
        return left * right % self.p

    def power(self, base: Element, exponent: int) -> Element:
        """A power with an exponent of at least 0."""
        return pow(base, exponent, self.p)

    def inverse(self, element: Element) -> Element:
        """The inverse."""
        return pow(element, -1, self.p)

    def equal(self, left: Element, right: Element) -> bool:
        """Whether two elements are one."""
        return bool(left == right)

    def encode(self, element: Element) -> str:
        """The one spelling: decimal digits (5-voting 7)."""
        return str(element)

    def decode(self, text: str) -> Element:
        """The element that a string spells, or a refusal (5-voting 2, 7, 8)."""
        if not re.fullmatch(r"[1-9][0-9]{0,1299}", text) or int(text) >= self.p:
            raise Refusal("group.encoding", text[:70])
        element = int(text)
        if pow(element, self.q, self.p) != 1:
            raise Refusal("group.member", text[:70])
        return element


Group = EdwardsGroup | FieldGroup

# Belenios specification, section 5.1.1.
_BELENIOS_P = int(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237"
    "25449768433812906663313807895840496005438963628979639303877390572280360597374942767137677"
    "76188985898727358650490811670993105358677809800307904916540637771737641986785272734744763"
    "41835600035698305193144284561701911000786737307333564123971732897913240474578834468260652"
    "32797464795113767265869358218004631792207366886005262718636338608879688212076943236614949"
    "10029234443463732221458841005864210502421203654335612013204811188524087310770141516662001"
    "62313177169372189248078507711827842317498073276598828825169183103125680162072880719"
)
_BELENIOS_Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441
_BELENIOS_G = int(
    "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285"
    "6761552696787996946682987493890950838965734256019006010684771644917354741372831046104586"
    "8131451178164675540052740288984613986453266121505579709716201616827031288643245666383486"
    "3635782106154918419982534315189740658186868651151358576410138882215396016043228843603930"
    "9893336627728484065931384060102316750957637779826651036068224066350766977640253462537730"
    "8513317349519424896775405257365904949247763147599157519877517771148149092045660020547812"
    "7054728238140972518639858334115700568353695553423781475582491896050296680037745308460627"
)
# RFC 3526, section 3.
_RFC3526_P = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
    "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B"
    "0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA4836"
    "1C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804"
    "F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6"
    "955817183995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)

ED25519 = EdwardsGroup()
GROUPS: dict[str, Group] = {
    "Ed25519": ED25519,
    "BELENIOS-2048": FieldGroup("BELENIOS-2048", _BELENIOS_P, _BELENIOS_Q, _BELENIOS_G),
    "RFC-3526-2048": FieldGroup("RFC-3526-2048", _RFC3526_P, (_RFC3526_P - 1) // 2, 2),
}


def group_named(name: str) -> Group:
    """The group of this name; parameters that come with a document are never used."""
    if name not in GROUPS:
        raise Refusal("group.unknown", name[:80])
    return GROUPS[name]


def quotient(group: Group, left: Element, right: Element) -> Element:
    """One element over another."""
    return group.times(left, group.inverse(right))


def product(group: Group, elements: list[Element]) -> Element:
    """The product of elements."""
    result = group.neutral
    for element in elements:
        result = group.times(result, element)
    return result


def trivial(group: Group, element: Element) -> bool:
    """Whether an element is neutral or the generator."""
    return group.equal(element, group.neutral) or group.equal(element, group.g)


# ================================================================================================
# 5-voting 2, 3. Proofs
# ================================================================================================

Ciphertext = tuple[Element, Element]
Proof = tuple[int, int]

a_proof = fields(challenge=a_decimal, response=a_decimal)
a_ciphertext = fields(alpha=a_text, beta=a_text)


def scalar(text: str, group: Group, code: str = "proof.scalar") -> int:
    """A decimal below q (5-voting 3)."""
    number = int(text)
    if number >= group.q:
        raise Refusal(code)
    return number


def read_proof(value: dict[str, str], group: Group) -> Proof:
    """The two scalars of a proof (5-voting 9)."""
    return scalar(value["challenge"], group), scalar(value["response"], group)


def read_ciphertext(value: dict[str, str], group: Group) -> Ciphertext:
    """The two elements of a ciphertext (5-voting 10)."""
    return group.decode(value["alpha"]), group.decode(value["beta"])


def times_ciphertexts(group: Group, ciphertexts: list[Ciphertext]) -> Ciphertext:
    """The product of ciphertexts, which hides the sum."""
    alphas = [alpha for alpha, _ in ciphertexts]
    return product(group, alphas), product(group, [beta for _, beta in ciphertexts])


def hash_number(text: str, group: Group) -> int:
    """H modulo q over UTF-8 text."""
    return int.from_bytes(sha256(text.encode("utf-8")), "big") % group.q


def commitments(group: Group, pairs: list[tuple[Element, Element]], proof: Proof) -> list[str]:
    """For each (base, image) base^response image^challenge, in its spelling (5-voting 11)."""
    challenge, response = proof
    return [
        group.encode(group.times(group.power(base, response), group.power(image, challenge)))
        for base, image in pairs
    ]


@dataclass
class Knowledge:
    """A statement of knowledge: its pairs, and what is hashed with the commitments."""

    group: Group
    pairs: list[tuple[Element, Element]]
    prefix: str = ""
    label: str = ""
    parts: list[str | bytes] = field(default_factory=list)

    def hashed(self, spellings: list[str]) -> bytes:
        """The bytes under the hash."""
        if self.label:
            return labelled_bytes(self.label, [*self.parts, *spellings])
        return (self.prefix + ",".join(spellings)).encode("utf-8")

    def challenge(self, spellings: list[str]) -> int:
        """The challenge over these commitments."""
        return int.from_bytes(sha256(self.hashed(spellings)), "big") % self.group.q

    def examine(self, proof: Proof) -> tuple[bool, list[str]]:
        """Whether a proof holds, and its commitments."""
        spellings = commitments(self.group, self.pairs, proof)
        return self.challenge(spellings) == proof[0], spellings

    def holds(self, proof: Proof) -> bool:
        """Whether a proof holds."""
        return self.examine(proof)[0]


def trustee_key(group: Group, key: Element) -> Knowledge:
    """3.1: a trustee knows the private key of X."""
    return Knowledge(group, [(group.g, key)], f"pok|{group.name}|{group.encode(key)}|")


def ballot_signature(group: Group, credential: Element, digest: str) -> Knowledge:
    """3.2: the holder of a credential signs a ballot of this digest."""
    return Knowledge(group, [(group.g, credential)], f"sig|{digest}|")


def decryption(
    group: Group, fingerprint: str, key: Element, alpha: Element, factor: Element
) -> Knowledge:
    """3.3: factor is alpha to the private key of X."""
    prefix = f"decrypt|{fingerprint}|{group.encode(key)}|"
    return Knowledge(group, [(group.g, key), (alpha, factor)], prefix)


def bound_decryption(
    group: Group,
    fingerprint: str,
    closing_root: str,
    tally_hash: str,
    trustee: int,
    key: Element,
    question: int,
    cell: int,
    alpha: Element,
    factor: Element,
) -> Knowledge:
    """3.5: the same, bound to the closing root, the tally, the trustee and the cell."""
    parts: list[str | bytes] = [group.name, fingerprint, closing_root, tally_hash, str(trustee)]
    parts += [group.encode(key), str(question), str(cell)]
    parts += [group.encode(alpha), group.encode(factor)]
    pairs = [(group.g, key), (alpha, factor)]
    return Knowledge(group, pairs, label="bound-decryption", parts=parts)


def setup_confirmation(group: Group, role: str, index: int, key: Element, setup: str) -> Knowledge:
    """3.6: the holder of a key confirms a set-up."""
    parts: list[str | bytes] = [group.name, role, str(index), group.encode(key), setup]
    return Knowledge(group, [(group.g, key)], label="setup-confirmation", parts=parts)


def member_signature(group: Group, key: Element, message: str) -> Knowledge:
    """3.9: a member of a threshold group signs a message under V."""
    return Knowledge(group, [(group.g, key)], f"sigmsg|{message}|")


def disjunction(
    group: Group,
    key: Element,
    prefix: str,
    parts: list[tuple[Ciphertext, int]],
    proofs: list[Proof],
) -> bool:
    """One of the ciphertexts hides its number: the common form of 3.4, 3.7 and 3.8."""
    if len(proofs) != len(parts):
        return False
    spellings = []
    for ((alpha, beta), number), (challenge, response) in zip(parts, proofs, strict=True):
        bare = quotient(group, beta, group.power(group.g, number))
        pairs = [(group.g, alpha), (key, bare)]
        spellings += commitments(group, pairs, (challenge, response))
    total = sum(challenge for challenge, _ in proofs) % group.q
    return total == hash_number(prefix + ",".join(spellings), group)


def spell(group: Group, ciphertext: Ciphertext) -> str:
    """Alpha and beta with a comma between."""
    return f"{group.encode(ciphertext[0])},{group.encode(ciphertext[1])}"


def interval_holds(
    group: Group,
    key: Element,
    context: str,
    ciphertext: Ciphertext,
    low: int,
    high: int,
    proofs: list[Proof],
) -> bool:
    """3.4: the ciphertext hides one of low … high."""
    prefix = f"prove|{context}|{spell(group, ciphertext)}|"
    parts = [(ciphertext, number) for number in range(low, high + 1)]
    return disjunction(group, key, prefix, parts, proofs)


def not_both_holds(
    group: Group,
    key: Element,
    context: str,
    blank: Ciphertext,
    total: Ciphertext,
    proofs: list[Proof],
) -> bool:
    """3.7: blank hides 0 or total hides 0."""
    return disjunction(group, key, f"bproof0|{context}|", [(blank, 0), (total, 0)], proofs)


def blank_or_interval_holds(
    group: Group,
    key: Element,
    context: str,
    blank: Ciphertext,
    total: Ciphertext,
    low: int,
    high: int,
    proofs: list[Proof],
) -> bool:
    """3.8: blank hides 1, or total hides one of low … high."""
    parts = [(blank, 1)] + [(total, number) for number in range(low, high + 1)]
    return disjunction(group, key, f"bproof1|{context}|", parts, proofs)


class Nonces:
    """The commitments seen so far (5-voting 15)."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()

    def see(self, statement: Knowledge, spellings: list[str], held: bool = True) -> None:
        """Take in the commitments of a proof; refuse a neutral or a repeated one.

        Of a proof that does not hold only the first commitment is held to the rule.
        """
        group = statement.group
        fresh = set()
        pairs = list(zip(statement.pairs, spellings, strict=True))
        for (base, _), spelling in pairs if held else pairs[:1]:
            if not group.equal(base, group.neutral):
                fresh.add((group.name, spelling))
        repeated = fresh & self.seen
        self.seen |= fresh
        if repeated or (group.name, group.encode(group.neutral)) in fresh:
            raise Refusal("decryption.nonce")

    def check(self, statement: Knowledge, proof: Proof, code: str) -> None:
        """Hold a proof, and then its commitments to the rule."""
        held, spellings = statement.examine(proof)
        if not held:
            raise Refusal(code)
        self.see(statement, spellings)


# ================================================================================================
# 5-voting 4. What is sealed: election, trustees, roll
# ================================================================================================

_SMALL = str.maketrans("аеорсухіјѕһԁԛԝӏёї", "aeopcyxijshdqwlëï")
_CAPITAL = str.maketrans("АВЕКМНОРСТХІЈЅҮԚԜЁЇ", "ABEKMHOPCTXIJSYQWËÏ")


def looks(name: str) -> tuple[str, str]:
    """The two shapes of a name (5-voting 18a): small and capital."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    joined = " ".join(unicodedata.normalize("NFKC", folded).split())
    bare = "".join(one for one in joined if unicodedata.category(one) not in ("Cf", "Cc"))
    return bare.translate(_SMALL), bare.upper().translate(_CAPITAL)


def one_look(names: list[str]) -> bool:
    """Whether two of these names have one look."""
    shapes = [looks(name) for name in names]
    return any(len(set(column)) < len(names) for column in zip(*shapes, strict=True))


@dataclass
class Question:
    """A question of an election (5-voting 17)."""

    answers: list[str]
    blank: bool
    low: int
    high: int

    @property
    def cells(self) -> int:
        """How many cells it has: its answers, before them one for blank."""
        return len(self.answers) + self.blank


@dataclass
class Election:
    """The sealed parameters of a box (5-voting 4.1)."""

    group: Group
    key: Element
    questions: list[Question]
    uuid: str
    fingerprint: str
    simulated: bool


a_question = fields(
    answers=array(a_text), blank_=one_of(True), min=an_integer, max=an_integer, question=a_text
)
an_election = fields(
    version=an_integer,
    description=a_text,
    name=a_text,
    group=a_text,
    public_key=a_text,
    questions=array(a_question),
    uuid=a_uuid,
    administrator_=a_text,
    credential_authority_=a_text,
    language_=pair(a_text, one_of("ltr", "rtl")),
)


def read_election(data: bytes) -> Election:
    """Read an election and ask of it all that 5-voting 4.1 asks (but not 4.2's key)."""
    raw = parse(data, MIB)
    if isinstance(raw, dict):
        version = raw.get("version")
        if type(version) is int and version != 1:
            raise Refusal("election.version", str(version))
        questions = raw.get("questions")
        if isinstance(questions, list):
            for one in questions:
                if isinstance(one, dict) and "type" in one:
                    raise Refusal("question.unsupported", str(one["type"])[:40])
    value = shaped(raw, data, an_election)
    group = group_named(value["group"])
    key = group.decode(value["public_key"])
    if trivial(group, key):
        raise Refusal("election.key", "neutral or g")
    if not 1 <= len(value["questions"]) <= 50:
        raise Refusal("election.questions", "their number")
    if one_look([one["question"] for one in value["questions"]]):
        raise Refusal("election.questions", "two of one look")
    questions = []
    for one in value["questions"]:
        answers, low, high = one["answers"], one["min"], one["max"]
        if not 1 <= len(answers) <= 100:
            raise Refusal("election.answers", "their number")
        if one_look(answers):
            raise Refusal("election.answers", "two of one look")
        if not 0 <= low <= high <= len(answers) or high < 1:
            raise Refusal("election.bounds", f"{low} … {high}")
        questions.append(Question(answers, "blank" in one, low, high))
    simulated = value["description"].endswith("dauys:simulated")  # 5-voting 68a
    return Election(group, key, questions, value["uuid"], base64_hash(data), simulated)


@dataclass
class Entry:
    """An entry of the trustees' list: a single trustee, or a threshold group of several."""

    keys: list[Element]
    threshold: int
    key: Element
    single: bool


@dataclass
class Trustees:
    """The trustees of a set-up (5-voting 4.2), numbered from 1 through all entries."""

    entries: list[Entry]

    @property
    def keys(self) -> list[Element]:
        """The key of each trustee, in the order of the numbers."""
        return [key for entry in self.entries for key in entry.keys]

    @property
    def needed(self) -> int:
        """The fewest partial decryptions that can open a box."""
        return sum(entry.threshold for entry in self.entries)

    def numbered(self) -> list[tuple[Entry, range]]:
        """Each entry with the numbers of its trustees."""
        result, first = [], 1
        for entry in self.entries:
            result.append((entry, range(first, first + len(entry.keys))))
            first += len(entry.keys)
        return result


a_signed_message = fields(message=a_text, signature=a_proof)
a_verification_key = fields(pok=a_proof, public_key=a_text, signature=a_proof, name_=a_text)
a_single = fields(pok=a_proof, public_key=a_text, name_=a_text)
a_threshold_group = fields(
    threshold=an_integer,
    certs=array(a_signed_message),
    coefexps=array(a_signed_message),
    signatures=array(a_proof),
    verification_keys=array(a_verification_key),
)
a_certificate = fields(
    context=fields(group=a_text, size=an_integer, threshold=an_integer, index=an_integer),
    verification=a_text,
    encryption=a_text,
)
the_coefficients = fields(coefexps=array(a_text))


def _an_entry(value: Any, place: str) -> list[Any]:
    """One entry of the trustees' list."""
    if not isinstance(value, list) or len(value) != 2:
        raise _wrong(place, "an array of two")
    shape = a_single if value[0] == "Single" else a_threshold_group
    return [value[0], shape(value[1], f"{place}/1")]


def _old_certificate(cert: Any) -> bool:
    """Whether a certificate is one of Belenios 2, without a context (5-voting 24f)."""
    try:
        message = parse(cert["message"].encode("utf-8"))
    except (Refusal, AttributeError, KeyError, TypeError, ValueError):
        return False
    return isinstance(message, dict) and "verification" in message and "context" not in message


def _foreign_trustees(raw: Any) -> None:
    """Refuse what cannot be read: other kinds of trustees, and groups of Belenios 2."""
    for one in raw if isinstance(raw, list) else []:
        if not isinstance(one, list) or len(one) != 2 or not isinstance(one[0], str):
            continue
        if one[0] not in ("Single", "Pedersen"):
            raise Refusal("trustees.unsupported", one[0][:40])
        if one[0] == "Pedersen" and isinstance(one[1], dict):
            certs = one[1].get("certs")
            old = (
                any(_old_certificate(cert) for cert in certs) if isinstance(certs, list) else False
            )
            if old or "signatures" not in one[1]:
                raise Refusal("trustees.old_format")


class TrusteeReader:
    """Reads the list of trustees; remembers which elements it has seen."""

    def __init__(self, group: Group, nonces: Nonces) -> None:
        self.group = group
        self.nonces = nonces
        self.elements: set[str] = set()

    def own(self, text: str, code: str = "trustees.key") -> Element:
        """A key: an element, neither neutral nor g, and not seen before (5-voting 23, 24e)."""
        element = self.group.decode(text)
        if trivial(self.group, element):
            raise Refusal(code, "neutral or g")
        self.fresh(text)
        return element

    def fresh(self, text: str) -> None:
        """Refuse an element that stands in the list already."""
        if text in self.elements:
            raise Refusal("trustees.duplicate", text[:70])
        self.elements.add(text)

    def signed(self, key: Element, message: str, signature: dict[str, str], code: str) -> None:
        """Hold a signature of 3.9 under this key."""
        proof = read_proof(signature, self.group)
        self.nonces.check(member_signature(self.group, key, message), proof, code)

    def single(self, value: dict[str, Any]) -> Entry:
        """A single trustee (5-voting 22, 23)."""
        key = self.own(value["public_key"])
        proof = read_proof(value["pok"], self.group)
        self.nonces.check(trustee_key(self.group, key), proof, "trustees.proof")
        return Entry([key], 1, key, True)

    def certificates(self, certs: list[Any], threshold: int) -> list[Element]:
        """The certificates of a group; gives the key under which each member signs (24b)."""
        result = []
        thresholds = set()
        for index, cert in enumerate(certs, 1):
            message = document(cert["message"].encode("utf-8"), a_certificate)
            context = message["context"]
            wanted = (self.group.name, len(certs), index)
            if (context["group"], context["size"], context["index"]) != wanted:
                raise Refusal("trustees.context", f"certificate {index}")
            thresholds.add(context["threshold"])
            if len(thresholds) > 1:
                raise Refusal("trustees.context", "thresholds that differ")
            for name in ("verification", "encryption"):
                element = self.group.decode(message[name])
                if trivial(self.group, element):
                    raise Refusal("trustees.key", f"{name} of member {index}")
            if message["verification"] == message["encryption"]:
                raise Refusal("trustees.key", f"both keys of member {index} are one")
            self.fresh(message["verification"])
            self.fresh(message["encryption"])
            key = self.group.decode(message["verification"])
            self.signed(key, cert["message"], cert["signature"], "trustees.certificate")
            result.append(key)
        if thresholds != {threshold} or not 2 <= threshold <= len(certs):
            raise Refusal("trustees.threshold", str(threshold))
        return result

    def coefficients(self, value: dict[str, Any], signers: list[Element]) -> list[list[Element]]:
        """The coefficients of all members, each with both signatures (24c)."""
        result = []
        for index, signed in enumerate(value["coefexps"]):
            texts = document(signed["message"].encode("utf-8"), the_coefficients)["coefexps"]
            if len(texts) != value["threshold"]:
                raise Refusal("trustees.coefficients", f"of member {index + 1}: their number")
            elements = [self.group.decode(text) for text in texts]
            if any(self.group.equal(one, self.group.neutral) for one in elements):
                raise Refusal("trustees.coefficients", f"of member {index + 1}: a neutral one")
            for text in texts:
                self.fresh(text)
            key = signers[index]
            self.signed(key, signed["message"], signed["signature"], "trustees.polynomial")
            shown = canonical({"certs": value["certs"], "coefexps": texts}).decode("utf-8")
            transcript = "certs_sig|" + shown
            self.signed(key, transcript, value["signatures"][index], "trustees.transcript")
            result.append(elements)
        return result

    def threshold_group(self, value: dict[str, Any]) -> Entry:
        """A threshold group (5-voting 4.2.1)."""
        group = self.group
        size = len(value["certs"])
        for name in ("coefexps", "signatures", "verification_keys"):
            if len(value[name]) != size:
                raise Refusal("trustees.members", name)
        if size == 0:
            raise Refusal("trustees.number", "a group of nobody")
        if size > 100:
            raise Refusal("trustees.number", str(size))
        signers = self.certificates(value["certs"], value["threshold"])
        polynomials = self.coefficients(value, signers)
        sums = [product(group, list(column)) for column in zip(*polynomials, strict=True)]
        if trivial(group, sums[0]):
            raise Refusal("trustees.key", "the group's key")
        if group.equal(sums[-1], group.neutral):
            raise Refusal("trustees.degree")
        keys = []
        for number, one in enumerate(value["verification_keys"], 1):
            key = self.own(one["public_key"])
            wanted = product(
                group,
                [group.power(part, pow(number, k, group.q)) for k, part in enumerate(sums)],
            )
            if not group.equal(key, wanted):
                raise Refusal("trustees.verification", f"member {number}")
            proof = read_proof(one["pok"], group)
            self.nonces.check(trustee_key(group, key), proof, "trustees.proof")
            signer = signers[number - 1]
            self.signed(signer, one["public_key"], one["signature"], "trustees.signature")
            keys.append(key)
        return Entry(keys, value["threshold"], sums[0], False)


def read_trustees(data: bytes, group: Group, nonces: Nonces) -> Trustees:
    """Read the list of trustees and ask of it all that 5-voting 4.2 asks."""
    raw = parse(data)
    _foreign_trustees(raw)
    value = shaped(raw, data, array(_an_entry))
    reader = TrusteeReader(group, nonces)
    total = sum(len(body["certs"]) if kind == "Pedersen" else 1 for kind, body in value)
    if not 1 <= total <= 100:
        raise Refusal("trustees.number", str(total))
    entries = []
    for kind, body in value:
        entries.append(reader.single(body) if kind == "Single" else reader.threshold_group(body))
    named = [body for kind, body in value if kind == "Single"]
    named += [
        one for kind, body in value if kind == "Pedersen" for one in body["verification_keys"]
    ]
    if one_look([one["name"] for one in named if "name" in one]):
        raise Refusal("trustees.name", "two of one look")
    return Trustees(entries)


@dataclass
class Roll:
    """The credentials of a box with their elements and weights (5-voting 4.3)."""

    elements: dict[str, Element]
    weights: dict[str, int]

    @property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(self.weights.values())


a_roll_row = matching(r"[^,]*(,(0|[1-9][0-9]{0,1299}))?", "a credential, with or without weight")


def read_roll(data: bytes, group: Group) -> Roll:
    """Read a roll (5-voting 25, 26)."""
    rows = document(data, array(a_roll_row), ROLL_LIMIT)
    roll = Roll({}, {})
    for row in rows:
        text, _, weight = row.partition(",")
        element = group.decode(text)
        if trivial(group, element):
            raise Refusal("roll.key", "neutral or g")
        if text in roll.elements:
            raise Refusal("roll.duplicate", text[:70])
        if weight == "0":
            raise Refusal("roll.weight", text[:70])
        roll.elements[text] = element
        roll.weights[text] = int(weight or "1")
    if roll.total > 10**11:
        raise Refusal("roll.total", str(roll.total))
    return roll


_DIGITS58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def credential_exponent(credential: str, uuid: str, group: Group) -> int:
    """The exponent of a secret credential in either form (5-voting 27)."""
    digit = f"[{_DIGITS58}]"
    if re.fullmatch(f"{digit}{{5}}-{digit}{{6}}-{digit}{{5}}-{digit}{{6}}", credential):
        halves = [sha256(f"derive_credential|{uuid}|{n}|{credential}".encode()) for n in (0, 1)]
        return int.from_bytes(b"".join(halves), "big") % group.q
    if re.fullmatch(f"({digit}{{3}}-){{4}}{digit}{{3}}", credential):
        bare = credential.replace("-", "")
        number = 0
        for one in bare[:14]:
            number = number * 58 + _DIGITS58.index(one)
        if _DIGITS58.index(bare[14]) != 53 - number % 53:
            raise Refusal("credential.checksum")
        derived = hashlib.pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), 1000, 32)
        return int.from_bytes(derived, "big") % group.q
    raise Refusal("credential.form")


# ================================================================================================
# 5-voting 7, 8.1. Ballots and challenged ballots
# ================================================================================================

an_answer = fields(
    choices=array(a_ciphertext),
    individual_proofs=array(array(a_proof)),
    overall_proof=array(a_proof),
    blank_proof_=array(a_proof),
)
a_signature = fields(hash=a_text, proof=a_proof)
_unsigned = {
    "election_uuid": a_text,
    "election_hash": a_text,
    "credential": a_text,
    "answers": array(an_answer),
}
a_ballot = fields(**_unsigned, signature=a_signature)
an_unsigned_ballot = fields(**_unsigned)
a_challenge = fields(
    ballot=an_unsigned_ballot,
    answers=array(fields(choices=array(an_integer), randomness=array(a_decimal))),
)

Choices = list[list[Ciphertext]]


@dataclass
class Ballot:
    """A ballot that holds: whose, its ciphertexts, its code (5-voting 50a), its alphas as spelt."""

    credential: str
    choices: Choices
    code: str
    alphas: set[str]


@dataclass
class Answer:
    """An answer of a ballot, read: its ciphertexts and its proofs."""

    choices: list[Ciphertext]
    individual: list[list[Proof]]
    overall: list[Proof]
    blank: list[Proof]


def read_answer(value: dict[str, Any], group: Group) -> Answer:
    """Read all scalars and elements of an answer, before anything is reckoned with them."""

    def proofs(given: list[dict[str, str]]) -> list[Proof]:
        return [read_proof(one, group) for one in given]

    individual = [proofs(one) for one in value["individual_proofs"]]
    overall, blank = proofs(value["overall_proof"]), proofs(value.get("blank_proof", []))
    choices = [read_ciphertext(one, group) for one in value["choices"]]
    return Answer(choices, individual, overall, blank)


def check_answer(election: Election, question: Question, context: str, answer: Answer) -> None:
    """Hold all proofs of one answer (5-voting 43, 44)."""
    group, key = election.group, election.key
    for choice, proof in zip(answer.choices, answer.individual, strict=True):
        if not interval_holds(group, key, context, choice, 0, 1, proof):
            raise Refusal("ballot.proof")
    whole = f"{context}|{','.join(spell(group, choice) for choice in answer.choices)}"
    low, high = question.low, question.high
    if question.blank:
        blank, total = answer.choices[0], times_ciphertexts(group, answer.choices[1:])
        if not not_both_holds(group, key, whole, blank, total, answer.blank):
            raise Refusal("ballot.blank")
        held = blank_or_interval_holds(group, key, whole, blank, total, low, high, answer.overall)
    else:
        total = times_ciphertexts(group, answer.choices)
        held = interval_holds(group, key, whole, total, low, high, answer.overall)
    if not held:
        raise Refusal("ballot.sum")


def check_unsigned(value: dict[str, Any], election: Election, roll: Roll) -> Choices:
    """Ask of a ballot without signature all that 5-voting 40 to 44 ask."""
    if (value["election_uuid"], value["election_hash"]) != (election.uuid, election.fingerprint):
        raise Refusal("ballot.election")
    if value["credential"] not in roll.elements:
        raise Refusal("ballot.credential")
    given = value["answers"]
    if len(given) != len(election.questions):
        raise Refusal("ballot.answers", "their number")
    for one, question in zip(given, election.questions, strict=True):
        if {len(one["choices"]), len(one["individual_proofs"])} != {question.cells}:
            raise Refusal("ballot.answers", "the number of choices")
    for one, question in zip(given, election.questions, strict=True):
        if ("blank_proof" in one) != question.blank:
            raise Refusal("ballot.blank", "there, or not there")
    answers = [read_answer(one, election.group) for one in given]
    context = f"{election.fingerprint}|{value['credential']}"
    for answer, question in zip(answers, election.questions, strict=True):
        check_answer(election, question, context, answer)
    return [answer.choices for answer in answers]


def ballot_code(value: dict[str, Any]) -> str:
    """The hash of a ballot without its signature (5-voting 45, 50a)."""
    return base64_hash(canonical({name: value[name] for name in _unsigned}))


def ballot_alphas(value: dict[str, Any]) -> set[str]:
    """Every alpha of a ballot, in its spelling (5-voting 50g)."""
    return {choice["alpha"] for answer in value["answers"] for choice in answer["choices"]}


def read_ballot(data: bytes, election: Election, roll: Roll) -> Ballot:
    """Read a ballot and ask of it all that 5-voting 7 asks."""
    value = document(data, a_ballot, BALLOT_LIMIT)
    group = election.group
    proof = read_proof(value["signature"]["proof"], group)
    choices = check_unsigned(value, election, roll)
    code = ballot_code(value)
    if value["signature"]["hash"] != code:
        raise Refusal("ballot.hash")
    credential = value["credential"]
    if not ballot_signature(group, roll.elements[credential], code).holds(proof):
        raise Refusal("ballot.signature")
    return Ballot(credential, choices, code, ballot_alphas(value))


def read_challenge(data: bytes, election: Election, roll: Roll) -> Ballot:
    """Read a challenged ballot and ask of it all that 5-voting 50b to 50f ask."""
    value = document(data, a_challenge, BALLOT_LIMIT)
    group = election.group
    choices = check_unsigned(value["ballot"], election, roll)
    answers = value["answers"]
    if len(answers) != len(election.questions):
        raise Refusal("challenge.answers", "their number")
    for answer, question in zip(answers, election.questions, strict=True):
        if {len(answer["choices"]), len(answer["randomness"])} != {question.cells}:
            raise Refusal("challenge.answers", "the number of choices")
    opened = [
        [scalar(one, group, "challenge.randomness") for one in answer["randomness"]]
        for answer in answers
    ]
    for answer, question in zip(answers, election.questions, strict=True):
        numbers = answer["choices"]
        if not set(numbers) <= {0, 1}:
            raise Refusal("challenge.choice", "neither 0 nor 1")
        chosen = sum(numbers[1:]) if question.blank else sum(numbers)
        if question.blank and numbers[0] == 1:
            if chosen:
                raise Refusal("challenge.choice", "blank and an answer")
        elif not question.low <= chosen <= question.high:
            raise Refusal("challenge.choice", f"{chosen} answers")
    for answer, scalars, row in zip(answers, opened, choices, strict=True):
        for number, r, (alpha, beta) in zip(answer["choices"], scalars, row, strict=True):
            shown = group.times(group.power(election.key, r), group.power(group.g, number))
            if not group.equal(group.power(group.g, r), alpha) or not group.equal(shown, beta):
                raise Refusal("challenge.opening")
    ballot = value["ballot"]
    return Ballot(ballot["credential"], choices, ballot_code(ballot), ballot_alphas(ballot))


# ================================================================================================
# 5-voting 8 to 11. The box: ballots, encrypted tally, partial decryptions, result
# ================================================================================================

a_tally = array(array(a_ciphertext))
a_sized_tally = fields(num_tallied=a_count, total_weight=a_count, encrypted_tally=a_hash)
a_partial_decryption = fields(
    decryption_factors=array(array(a_text)), decryption_proofs=array(array(a_proof))
)
some_bound_proofs = array(array(a_proof))
a_result = fields(result=array(array(a_count)))


def same_shape(rows: list[list[Any]], election: Election) -> bool:
    """Whether something has one row for each question and one item for each cell."""
    return [len(row) for row in rows] == [question.cells for question in election.questions]


@dataclass
class Decryption:
    """A partial decryption whose form is right; `fault` says which proof does not hold."""

    owner: int
    factors: list[list[Element]]
    fault: str = ""


@dataclass
class Box:
    """One box with what has been taken in so far; for records and archives alike."""

    uuid: str
    region: str | None
    election: Election
    roll: Roll
    trustees: Trustees | None
    nonces: Nonces
    trackers: set[str] = field(default_factory=set)
    cast_alphas: set[str] = field(default_factory=set)
    challenged_alphas: set[str] = field(default_factory=set)
    challenged_codes: set[str] = field(default_factory=set)
    counting: dict[str, Choices] = field(default_factory=dict)
    closing_root: str = ""
    tally: Choices | None = None
    tally_hash: str = ""
    total_weight: int = 0
    decryptions: list[Decryption] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)
    settled: bool = False
    result: list[list[int]] | None = None

    def cast(self, data: bytes) -> None:
        """Take in a ballot (5-voting 7, 48, 49, 50g)."""
        tracker = base64_hash(data)
        if tracker in self.trackers:
            raise Refusal("ballot.duplicate", tracker)
        ballot = read_ballot(data, self.election, self.roll)
        if ballot.alphas & self.challenged_alphas:
            raise Refusal("ballot.challenged", ballot.code)
        self.trackers.add(tracker)
        self.cast_alphas |= ballot.alphas
        self.counting[ballot.credential] = ballot.choices

    def challenge(self, data: bytes) -> None:
        """Take in a challenged ballot (5-voting 8.1)."""
        ballot = read_challenge(data, self.election, self.roll)
        if ballot.alphas & self.cast_alphas:
            raise Refusal("challenge.cast", ballot.code)
        if ballot.code in self.challenged_codes:
            raise Refusal("challenge.repeated", ballot.code)
        self.challenged_codes.add(ballot.code)
        self.challenged_alphas |= ballot.alphas

    def own_tally(self) -> Choices:
        """The product of the counting ballots to the power of their weights (5-voting 51)."""
        group = self.election.group
        neutral = (group.neutral, group.neutral)
        total = [[neutral] * question.cells for question in self.election.questions]
        for credential, choices in self.counting.items():
            weight = self.roll.weights[credential]
            for row, chosen in zip(total, choices, strict=True):
                for cell, (alpha, beta) in enumerate(chosen):
                    weighed = (group.power(alpha, weight), group.power(beta, weight))
                    row[cell] = times_ciphertexts(group, [row[cell], weighed])
        return total

    def encrypted(self, sized: bytes, data: bytes) -> Iterator[Refusal]:
        """Take in the encrypted tally (5-voting 9); each fault that does not end it is given."""
        numbers = document(sized, a_sized_tally)
        value = document(data, a_tally, BALLOT_LIMIT)
        if not same_shape(value, self.election):
            raise Refusal("tally.shape")
        group = self.election.group
        tally = [[read_ciphertext(one, group) for one in row] for row in value]
        self.tally, self.tally_hash = tally, hashlib.sha256(data).hexdigest()
        self.total_weight = int(numbers["total_weight"])
        own = [
            [{"alpha": group.encode(alpha), "beta": group.encode(beta)} for alpha, beta in row]
            for row in self.own_tally()
        ]
        if canonical(own) != data:
            yield Refusal("tally.product")
        weight = sum(self.roll.weights[credential] for credential in self.counting)
        stated = (int(numbers["num_tallied"]), self.total_weight, numbers["encrypted_tally"])
        if stated != (len(self.counting), weight, self.tally_hash):
            yield Refusal("tally.numbers")

    def _statements(self, factors: list[list[Element]], key: Element) -> list[list[Knowledge]]:
        """The statements of 3.3 for all cells."""
        assert self.tally is not None
        election = self.election
        return [
            [
                decryption(election.group, election.fingerprint, key, alpha, factor)
                for (alpha, _), factor in zip(row, factor_row, strict=True)
            ]
            for row, factor_row in zip(self.tally, factors, strict=True)
        ]

    def _bound(
        self, factors: list[list[Element]], key: Element, owner: int
    ) -> list[list[Knowledge]]:
        """The statements of 3.5 for all cells."""
        assert self.tally is not None
        election = self.election
        fixed = (election.group, election.fingerprint, self.closing_root, self.tally_hash)
        return [
            [
                bound_decryption(*fixed, owner, key, question, cell, alpha, factor)
                for cell, ((alpha, _), factor) in enumerate(zip(row, factor_row, strict=True))
            ]
            for question, (row, factor_row) in enumerate(zip(self.tally, factors, strict=True))
        ]

    def decrypted(self, owner: int, data: bytes, bound: list[Any] | None) -> Iterator[Refusal]:
        """Take in a partial decryption (5-voting 54, 55, 15); without bound proofs, of 3.3 only.

        A proof that does not hold is only noted: whether it is an error is said when all are
        there. The commitments of all proofs are held to the rule, also of those that do not hold.
        """
        if self.trustees is None:
            raise Skip("the trustees cannot be read")
        if self.tally is None:
            raise Skip("there is no encrypted tally that can be followed")
        keys = self.trustees.keys
        if not 1 <= owner <= len(keys):
            raise Refusal("trustees.owner", str(owner))
        if owner in self.owners:
            raise Refusal("decryption.repeated", str(owner))
        group = self.election.group
        value = document(data, a_partial_decryption, BALLOT_LIMIT)
        rows = [value["decryption_factors"], value["decryption_proofs"]]
        if bound is not None:
            rows.append(bound)
        if not all(same_shape(one, self.election) for one in rows):
            raise Refusal("decryption.shape")
        factors = [[group.decode(text) for text in row] for row in rows[0]]
        proofs = [[[read_proof(one, group) for one in row] for row in part] for part in rows[1:]]
        self.owners.add(owner)
        found = Decryption(owner, factors)
        self.decryptions.append(found)
        key = keys[owner - 1]
        parts = [("decryption.proof", self._statements(factors, key), proofs[0])]
        if bound is not None:
            parts.append(("decryption.bound", self._bound(factors, key, owner), proofs[1]))
        for code, statements, given in parts:
            for row, proof_row in zip(statements, given, strict=True):
                for statement, proof in zip(row, proof_row, strict=True):
                    held, spellings = statement.examine(proof)
                    if not held:
                        found.fault = found.fault or code
                    try:
                        self.nonces.see(statement, spellings, held)
                    except Refusal as refusal:
                        yield refusal

    def settle(self, result: bool) -> Iterator[tuple[int, Refusal]]:
        """Say of each false share whether it is set aside or an error (5-voting 56a).

        Before a result, t members must be there whose proofs hold; in a box without result it is
        enough that t members are left who have handed in no false one.
        """
        if self.settled or self.trustees is None:
            return
        self.settled = True
        for entry, numbers in self.trustees.numbered():
            mine = [one for one in self.decryptions if one.owner in numbers]
            false = sum(1 for one in mine if one.fault)
            left = (len(mine) if result else len(numbers)) - false
            for one in mine:
                if one.fault:
                    aside = not entry.single and left >= entry.threshold
                    code = "decryption.set_aside" if aside else one.fault
                    yield one.owner, Refusal(code, one.fault if aside else "")

    def _factor(
        self, entry: Entry, there: dict[int, Decryption], place: tuple[int, int]
    ) -> Element:
        """The factor of an entry for one cell (5-voting 60)."""
        group = self.election.group
        question, cell = place
        if entry.single:
            return there[1].factors[question][cell]
        members = sorted(there)[: entry.threshold]
        result = group.neutral
        for member in members:
            exponent = 1
            for other in members:
                if other != member:
                    exponent = exponent * other * pow(other - member, -1, group.q) % group.q
            factor = there[member].factors[question][cell]
            result = group.times(result, group.power(factor, exponent))
        return result

    def check_result(self, data: bytes) -> None:
        """Hold the result to the tally and the partial decryptions (5-voting 11)."""
        value = document(data, a_result, BALLOT_LIMIT)
        if not same_shape(value["result"], self.election):
            raise Refusal("result.shape")
        if self.tally is None or self.trustees is None:
            raise Skip("there is no encrypted tally or no trustee that can be followed")
        counts = [[int(count) for count in row] for row in value["result"]]
        for question, row in zip(self.election.questions, counts, strict=True):
            answers = row[1:] if question.blank else row
            weight = self.total_weight - (row[0] if question.blank else 0)
            if any(count > weight for count in answers):
                raise Refusal("result.weight", "a count above the weight")
            if not question.low * weight <= sum(answers) <= question.high * weight:
                raise Refusal("result.weight", "the sum of the counts")
        holding = {one.owner: one for one in self.decryptions if not one.fault}
        present = []
        for entry, numbers in self.trustees.numbered():
            there = {k: holding[n] for k, n in enumerate(numbers, 1) if n in holding}
            if len(there) < entry.threshold:
                raise Refusal("result.trustees")
            present.append((entry, there))
        group = self.election.group
        for i, (row, tally_row) in enumerate(zip(counts, self.tally, strict=True)):
            for j, (count, (_, beta)) in enumerate(zip(row, tally_row, strict=True)):
                factors = [self._factor(entry, there, (i, j)) for entry, there in present]
                opened = quotient(group, beta, product(group, factors))
                if not group.equal(group.power(group.g, count), opened):
                    raise Refusal("result.count", f"question {i}, cell {j}")
        self.result = counts

    def summary(self) -> dict[str, Any]:
        """The box as it stands in the report."""
        return {"region": self.region, "uuid": self.uuid, "result": self.result}


# ================================================================================================
# 2-log 1, 5. The tree, and proofs about it
# ================================================================================================


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return sha256(b"\x00" + entry)


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right)


class Tree:
    """A Merkle tree that grows: the roots of its complete subtrees, the largest first."""

    def __init__(self, leaves: list[bytes] | None = None) -> None:
        self.peaks: list[tuple[int, bytes]] = []
        for leaf in leaves or []:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        """Add the hash of an entry, or the root of a subtree as large as all others here."""
        size = 1
        while self.peaks and self.peaks[-1][0] == size:
            _, left = self.peaks.pop()
            size, leaf = size * 2, node_hash(left, leaf)
        self.peaks.append((size, leaf))

    def root(self) -> bytes:
        """The root (2-log 1, 2)."""
        return fold([peak for _, peak in self.peaks])


def fold(peaks: list[bytes]) -> bytes:
    """The root over complete subtrees, the largest first."""
    if not peaks:
        return sha256(b"")
    result = peaks[-1]
    for peak in reversed(peaks[:-1]):
        result = node_hash(peak, result)
    return result


def check_inclusion(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> None:
    """An inclusion proof (2-log 18, 19): RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        raise Refusal("log.size")
    if any(len(one) != 32 for one in proof):
        raise Refusal("log.proof")
    first, last, result = index, size - 1, leaf
    for one in proof:
        if last == 0:
            raise Refusal("log.proof", "too long")
        if first & 1 or first == last:
            result = node_hash(one, result)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, one)
        first, last = first >> 1, last >> 1
    if last != 0 or result != root:
        raise Refusal("log.proof")


def check_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]
) -> None:
    """A consistency proof (2-log 18, 19): RFC 9162, section 2.1.4.2."""
    if not 1 <= old <= new:
        raise Refusal("log.size")
    if any(len(one) != 32 for one in proof):
        raise Refusal("log.proof")
    if old == new:
        if proof or old_root != new_root:
            raise Refusal("log.proof")
        return
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        raise Refusal("log.proof", "too short")
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    older = newer = path[0]
    for one in path[1:]:
        if last == 0:
            raise Refusal("log.proof", "too long")
        if first & 1 or first == last:
            older, newer = node_hash(one, older), node_hash(one, newer)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            newer = node_hash(newer, one)
        first, last = first >> 1, last >> 1
    if last != 0 or older != old_root or newer != new_root:
        raise Refusal("log.proof")


# ================================================================================================
# 2-log 2. Paths, tiles and bundles
# ================================================================================================

TILE = 256


def place(index: int) -> str:
    """An index in groups of three digits, all but the last after an x (2-log 4)."""
    parts = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03d}")
    return "/".join(parts)


def tile_path(level: int | None, index: int, width: int = TILE) -> str:
    """The path of a tile, or of a bundle where the level is None."""
    name = "entries" if level is None else str(level)
    partial = "" if width == TILE else f".p/{width}"
    return f"tile/{name}/{place(index)}{partial}"


def parse_tile_path(path: str) -> tuple[int | None, int, int]:
    """Level (None for a bundle), index and width of a path in its one spelling (2-log 4)."""
    digits = r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
    match = re.fullmatch(rf"tile/(entries|0|[1-9][0-9]?)/{digits}", path)
    if match is None:
        raise Refusal("log.path", path[:80])
    level = None if match[1] == "entries" else int(match[1])
    index = int(re.sub(r"[x/]", "", match[2]))
    width = int(match[3] or TILE)
    if (level or 0) > 63 or index >= 1 << 63 or tile_path(level, index, width) != path:
        raise Refusal("log.path", path[:80])
    if match[3] and width >= TILE:
        raise Refusal("log.path", path[:80])
    return level, index, width


def tile_width(level: int, index: int, size: int) -> int:
    """How many hashes a tile has in a tree of this size."""
    return min(TILE, (size >> 8 * level) - index * TILE)


def split_bundle(data: bytes) -> list[bytes]:
    """The entries of a bundle, each behind its length in two bytes (2-log 5)."""
    entries, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or at + 2 + length > len(data):
            raise Refusal("log.width", "a bundle that ends inside an entry")
        entries.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    return entries


# ================================================================================================
# 2-log 3, 4, 6. Keys, signed notes, checkpoints, cosignatures
# ================================================================================================


def ed25519_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 verification in plain integers (RFC 8032, section 5.1.7, without the cofactor)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    curve = ED25519
    top = (1 << 255) - 1
    number = int.from_bytes(public, "little")
    key = curve.point(number & top, number >> 255)
    s = int.from_bytes(signature[32:], "little")
    if key is None or s >= curve.q:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    k = int.from_bytes(digest, "little") % curve.q
    r = curve.times(curve.power(curve.g, s), curve.inverse(curve.power(key, k)))
    return bytes.fromhex(curve.encode(r))[::-1] == signature[:32]


def plain_base64(text: str, code: str) -> bytes:
    """Padded base64 without stray bits (2-log 13)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(code, "base64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Refusal(code, "base64 with stray bits")
    return data


def good_name(name: str) -> bool:
    """Whether a key may be called so (2-log 12)."""
    return 1 <= len(name) <= 255 and not any(
        one.isspace() or one == "+" or unicodedata.category(one) == "Cc" for one in name
    )


@dataclass(frozen=True)
class NoteKey:
    """A verifier key: of a log (type 1) or of a witness (type 4)."""

    name: str
    id: bytes
    public: bytes


LOG_KEY, WITNESS_KEY = 1, 4


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """The four bytes by which a key is known."""
    return sha256(name.encode("utf-8") + b"\n" + bytes([kind]) + public)[:4]


def read_key(text: str, kind: int = LOG_KEY) -> NoteKey:
    """Read a verifier key of this type (2-log 11)."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not good_name(parts[0]) or not re.fullmatch(r"[0-9a-f]{8}", parts[1]):
        raise Refusal("note.key", text[:80])
    data = plain_base64(parts[2], "note.key")
    if len(data) != 33 or data[0] != kind:
        raise Refusal("note.key", "another type or length")
    if key_id(parts[0], kind, data[1:]).hex() != parts[1]:
        raise Refusal("note.key", "another id")
    return NoteKey(parts[0], bytes.fromhex(parts[1]), data[1:])


@dataclass
class Note:
    """A signed note: its text, and of each signature the name, the id and the rest."""

    text: str
    signatures: list[tuple[str, bytes, bytes]]

    def of(self, key: NoteKey) -> list[bytes]:
        """The signatures under this name and id."""
        return [rest for name, id_, rest in self.signatures if (name, id_) == (key.name, key.id)]


def read_note(data: bytes) -> Note:
    """Read a signed note (2-log 13)."""
    if len(data) > MIB:
        raise Refusal("note.size")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("note.encoding") from None
    if any(unicodedata.category(one) == "Cc" and one != "\n" for one in whole):
        raise Refusal("note.control")
    split = whole.rfind("\n\n")
    if split < 0 or not whole.endswith("\n"):
        raise Refusal("note.form")
    lines = whole[split + 2 :].split("\n")[:-1]
    if not 1 <= len(lines) <= 100:
        raise Refusal("note.count", str(len(lines)))
    signatures = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not good_name(parts[1]):
            raise Refusal("note.form", line[:80])
        data = plain_base64(parts[2], "note.form")
        if len(data) < 5:
            raise Refusal("note.form", "a signature of nothing")
        signatures.append((parts[1], data[:4], data[4:]))
    return Note(whole[: split + 1], signatures)


def check_note(note: Note, key: NoteKey) -> None:
    """Ask that the key signed, and that every signature of it holds (2-log 14)."""
    mine = note.of(key)
    if not mine:
        raise Refusal("note.unsigned", key.name)
    if not all(ed25519_holds(key.public, note.text.encode("utf-8"), one) for one in mine):
        raise Refusal("note.signature", key.name)


@dataclass
class Checkpoint:
    """The head of a log."""

    origin: str
    size: int
    root: bytes


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint (2-log 15)."""
    lines = text.split("\n")
    if lines.pop() != "" or len(lines) < 3 or "" in lines:
        raise Refusal("checkpoint.form")
    size = lines[1]
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size) or int(size) >= 1 << 63:
        raise Refusal("checkpoint.form", "the size")
    root = plain_base64(lines[2], "checkpoint.form")
    if len(root) != 32:
        raise Refusal("checkpoint.form", "the root")
    return Checkpoint(lines[0], int(size), root)


def cosigned_at(note: Note, witness: NoteKey) -> tuple[int | None, int]:
    """When a witness cosigned (None: it did not), and how many lines in its name do not hold.

    Anyone can add such a line, so that one that does not hold is no fault (2-log 20).
    """
    moments, false = [], 0
    for rest in note.of(witness):
        seconds = int.from_bytes(rest[:8], "big")
        message = f"cosignature/v1\ntime {seconds}\n{note.text}".encode()
        formed = len(rest) == 72 and seconds < 1 << 63
        if formed and ed25519_holds(witness.public, message, rest[8:]):
            moments.append(seconds)
        else:
            false += 1
    return max(moments, default=None), false


# ================================================================================================
# 9-verification step 1. Reading the log
# ================================================================================================


class Folder:
    """The files of a record in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def size(self, path: str) -> int | None:
        """The size of a file, or None where it is not there."""
        try:
            file = self.root / path
            return file.stat().st_size if file.is_file() else None
        except (OSError, ValueError) as error:
            raise Refusal("source.unreadable", f"{path}: {error}") from None

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file of at most this many."""
        size = self.size(path)
        if size is None:
            raise Refusal("source.missing", path)
        if size > limit:
            raise Refusal("source.size", path)
        try:
            with (self.root / path).open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise Refusal("source.unreadable", f"{path}: {error}") from None
        if len(data) > limit:
            raise Refusal("source.size", path)
        return data


class Memory:
    """The files of a record in memory (for vectors)."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def size(self, path: str) -> int | None:
        """The size of a file, or None where it is not there."""
        return len(self.files[path]) if path in self.files else None

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file of at most this many."""
        if path not in self.files:
            raise Refusal("source.missing", path)
        if len(self.files[path]) > limit:
            raise Refusal("source.size", path)
        return self.files[path]


Source = Folder | Memory


class LogReader:
    """Holds the files of a log to the root of its checkpoint (2-log 8)."""

    def __init__(self, source: Source, head: Checkpoint, report: Report) -> None:
        self.source, self.head, self.report = source, head, report
        self.broken = False

    def _fail(self, refusal: Refusal, path: str) -> None:
        self.broken = True
        self.report.add(refusal.code, 1, "server", path, refusal.detail)

    def _file(self, level: int | None, index: int, width: int, limit: int) -> tuple[bytes, bool]:
        """A tile or bundle, the full one where the partial one is missing (2-log 9)."""
        path = tile_path(level, index, width)
        if width < TILE and self.source.size(path) is None:
            full = tile_path(level, index)
            if self.source.size(full) is not None:
                return self.source.read(full, limit), True
        return self.source.read(path, limit), False

    def tile(self, level: int, index: int, width: int) -> list[bytes]:
        """The hashes of a tile."""
        data, full = self._file(level, index, width, TILE * 32)
        if len(data) != 32 * (TILE if full else width):
            raise Refusal("log.width", f"{len(data)} bytes")
        return [data[at : at + 32] for at in range(0, 32 * width, 32)]

    def bundle(self, index: int, width: int) -> list[bytes]:
        """The entries of a bundle."""
        data, full = self._file(None, index, width, TILE * (2 + ENTRY_LIMIT))
        entries = split_bundle(data)
        if len(entries) != (TILE if full else width):
            raise Refusal("log.width", f"{len(entries)} entries")
        return entries[:width]

    def _below(self, level: int, index: int) -> bytes:
        """What hash `index` of a level must be, by what stands below it."""
        if level == 0:
            width = tile_width(0, index // TILE, self.head.size)
            return leaf_hash(self.bundle(index // TILE, width)[index % TILE])
        return Tree(self.tile(level - 1, index, TILE)).root()

    def _partial(self) -> dict[int, tuple[int, list[bytes]]] | None:
        """The partial tiles by level, held to the root; None where they do not fold to it."""
        partial: dict[int, tuple[int, list[bytes]]] = {}
        level, count, whole = 0, self.head.size, True
        while count:
            if count % TILE:
                try:
                    partial[level] = (count // TILE, self.tile(level, count // TILE, count % TILE))
                except Refusal as refusal:
                    whole = False
                    self._fail(refusal, tile_path(level, count // TILE, count % TILE))
            level, count = level + 1, count // TILE
        if not whole:
            return None
        peaks = [
            peak for k in sorted(partial, reverse=True) for _, peak in Tree(partial[k][1]).peaks
        ]
        if fold(peaks) == self.head.root:
            return partial
        named = False
        for level, (index, hashes) in sorted(partial.items()):
            path = tile_path(level, index, len(hashes))
            for at, one in enumerate(hashes):
                try:
                    wanted = self._below(level, index * TILE + at)
                except Refusal:
                    break
                if wanted != one:
                    self._fail(Refusal("log.tile", "not what stands below; not certain"), path)
                    named = True
                    break
        if not named:
            self._fail(Refusal("log.root", "the partial tiles do not fold to it"), "checkpoint")
        return None

    def _tiles(self, partial: dict[int, tuple[int, list[bytes]]]) -> dict[int, list[bytes]]:
        """All tiles of level 0 that hang from the root, by index."""
        above: dict[int, list[bytes]] = {}
        for level in range(max(partial, default=0), -1, -1):
            here: dict[int, list[bytes]] = {}
            for parent, hashes in sorted(above.items()):
                for at, wanted in enumerate(hashes):
                    index = parent * TILE + at
                    path = tile_path(level, index)
                    try:
                        tile = self.tile(level, index, TILE)
                        if Tree(tile).root() != wanted:
                            raise Refusal("log.tile", "another root than the tile above says")
                        here[index] = tile
                    except Refusal as refusal:
                        self._fail(refusal, path)
            if level in partial:
                index, hashes = partial[level]
                here[index] = hashes
            above = here
        return above

    def entries(self) -> list[bytes]:
        """All entries before the first that cannot be trusted."""
        partial = self._partial()
        if partial is None:
            return []
        result: list[bytes] = []
        following = True
        expected = 0
        for index, hashes in sorted(self._tiles(partial).items()):
            path = tile_path(None, index, len(hashes))
            following = following and index == expected
            expected = index + 1
            try:
                entries = self.bundle(index, len(hashes))
                if [leaf_hash(entry) for entry in entries] != hashes:
                    raise Refusal("log.bundle", "not the entries of its tile")
            except Refusal as refusal:
                self._fail(refusal, path)
                following = False
                continue
            if following:
                result += entries
        return result


# ================================================================================================
# 8-record 5. The bodies of entries
# ================================================================================================

a_date = matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date")
a_setup_box = fields(
    region=a_name, uuid=a_uuid, election=a_ref, roll=a_ref, electors=a_natural, weight=a_natural
)

BODIES: dict[str, Shape] = {
    "referendum.opened": fields(
        format=an_integer,
        title=some_words,
        languages=array(a_language),
        log=a_text,
        witnesses=array(a_text),
        quorum=an_integer,
        simulated=a_boolean,
    ),
    "question.called": fields(
        question=a_name,
        log=a_hash,
        title=some_words,
        wording=some_words,
        answers=array(fields(key=a_name, words=some_words)),
        blank=a_boolean,
        text=a_hash,
        rule=a_ref,
        question_type=a_name,
        calendar=array(fields(stage=a_text, opens=a_moment, closes=a_moment)),
        regions=array(fields(region=a_name, title=some_words, districts=array(a_name))),
        minimum_electors=an_integer,
    ),
    "voting.setup": fields(
        question=a_name,
        group=a_text,
        registrar=a_text,
        trustees=a_ref,
        trustee_count=an_integer,
        trustees_needed=an_integer,
        boxes=array(a_setup_box),
    ),
    "setup.confirmed": fields(
        role=one_of("registrar", "trustee"), index=an_integer, setup=a_hash, proof=a_proof
    ),
    "ballot.challenged": fields(box=a_uuid, challenge=a_payload),
    "ballot.cast": fields(box=a_uuid, ballot=a_payload),
    "voting.closed": fields(box=a_uuid, ballots=a_natural),
    "tally.encrypted": fields(box=a_uuid, sized=a_text, encrypted_tally=a_payload),
    "tally.decrypted": fields(
        box=a_uuid, owner=an_integer, partial_decryption=a_payload, bound=some_bound_proofs
    ),
    "tally.result": fields(box=a_uuid, result=a_payload),
    # Passed over: canonical JSON of a known kind, and no more is asked of them here.
    "text.published": anything,
    "hearing.held": anything,
    "hearing.moderated": anything,
    "proposal.received": anything,
    "proposal.merged": anything,
    "proposal.split": anything,
    "proposal.moderated": anything,
    "proposal.withdrawn": anything,
    "proposal.answered": anything,
    "anchor.decided": anything,
    "groups.computed": anything,
    "station.listed": anything,
    "protocol.confirmed": anything,
    "outcome.declared": anything,
    "implementation.planned": anything,
}

STAGES = {
    "text",
    "consultation",
    "question",
    "ballots",
    "stations",
    "tally",
    "outcome",
    "record",
    "verification",
    "implementation",
}


def read_entry(data: bytes) -> dict[str, Any]:
    """Read an entry (8-record 1 to 4)."""
    raw = parse(data, ENTRY_LIMIT)
    kind = raw.get("kind") if isinstance(raw, dict) else None
    if isinstance(kind, str) and kind not in BODIES:
        raise Refusal("record.version", f"the kind {kind[:40]}")
    body = BODIES[kind] if isinstance(kind, str) else anything
    value: dict[str, Any] = shaped(raw, data, fields(kind=a_text, at=a_moment, body=body), True)
    return value


def refs_in(value: Any) -> Iterator[tuple[str, int]]:
    """The objects that a body names, wherever they stand in it."""
    if isinstance(value, dict):
        if set(value) == {"sha256", "size"}:
            ref = a_ref(value, "")
            yield ref["sha256"], ref["size"]
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from refs_in(item)


# ================================================================================================
# 8-record 3. The order
# ================================================================================================


@dataclass
class BoxOrder:
    """What has happened to a box, as far as the order asks."""

    ballots: int = 0
    closed: bool = False
    tallied: bool = False
    owners: set[int] = field(default_factory=set)
    result: bool = False


class Order:
    """The law of the record, as far as it concerns the vote (8-record 11 to 14).

    Each method is called for its kind; it refuses, and then has changed nothing, or takes it in.
    """

    def __init__(self) -> None:
        self.last = ""
        self.texts: set[str] = set()
        self.texted = False
        self.question: dict[str, Any] | None = None
        self.setup: dict[str, Any] | None = None
        self.confirmed: set[tuple[str, int]] = set()
        self.boxes: dict[str, BoxOrder] = {}
        self.outcome = False

    def take(self, index: int, entry: dict[str, Any]) -> None:
        """Hold an entry to the order, and take it in."""
        kind, at, body = entry["kind"], entry["at"], entry["body"]
        if at < self.last:
            raise Refusal("record.time", at)
        if (kind == "referendum.opened") != (index == 0):
            raise Refusal("record.order", kind)
        method = getattr(self, "_" + kind.replace(".", "_"), None)
        if method is not None:
            method(at, body)
        self.last = at

    def _window(self) -> tuple[str, str]:
        """When the stage `ballots` opens and closes; without a window it is bound to no hours."""
        for one in self.question["calendar"] if self.question else []:
            if one["stage"] == "ballots":
                return one["opens"], one["closes"]
        return "", ""

    def _box(self, uuid: str) -> BoxOrder:
        """The box of this UUID, which must be known."""
        if self.setup is None:
            raise Refusal("record.order", "before the set-up")
        if uuid not in self.boxes:
            raise Refusal("record.unknown", f"box {uuid}")
        return self.boxes[uuid]

    def _all_confirmed(self) -> None:
        """Ask that the registrar and every trustee have confirmed."""
        assert self.setup is not None
        if len(self.confirmed) != 1 + self.setup["trustee_count"]:
            raise Refusal("record.order", "before every confirmation")

    def _text_published(self, at: str, body: Any) -> None:
        if self.question is None and isinstance(body, dict):
            self.texted = True
            self.texts.add(str(body.get("hash")))

    def _question_called(self, at: str, body: dict[str, Any]) -> None:
        if not self.texted or self.question is not None:
            raise Refusal("record.order", "before a text, or a second question")
        self.question = body

    def _voting_setup(self, at: str, body: dict[str, Any]) -> None:
        if self.question is None or self.setup is not None or self.outcome:
            raise Refusal("record.order", "before the question, after the outcome, or a second one")
        uuids = [box["uuid"] for box in body["boxes"]]
        if len(set(uuids)) < len(uuids):
            raise Refusal("record.repeated", "a box")
        self.setup = body
        self.boxes = {uuid: BoxOrder() for uuid in uuids}

    def _setup_confirmed(self, at: str, body: dict[str, Any]) -> None:
        if self.setup is None:
            raise Refusal("record.order", "before the set-up")
        role, index = body["role"], body["index"]
        known = index == 0 if role == "registrar" else 1 <= index <= self.setup["trustee_count"]
        if not known:
            raise Refusal("record.unknown", f"{role} {index}")
        if (role, index) in self.confirmed:
            raise Refusal("record.repeated", f"{role} {index}")
        self.confirmed.add((role, index))

    def _ballot_challenged(self, at: str, body: dict[str, Any]) -> None:
        box = self._box(body["box"])
        self._all_confirmed()
        if box.closed:
            raise Refusal("record.order", "the box is closed")
        opens, closes = self._window()
        if opens and not opens <= at < closes:
            raise Refusal("record.calendar", at)

    def _ballot_cast(self, at: str, body: dict[str, Any]) -> None:
        self._ballot_challenged(at, body)
        self.boxes[body["box"]].ballots += 1

    def _voting_closed(self, at: str, body: dict[str, Any]) -> None:
        box = self._box(body["box"])
        self._all_confirmed()
        if box.closed:
            raise Refusal("record.order", "closed already")
        if at < self._window()[1]:
            raise Refusal("record.calendar", at)
        if body["ballots"] != box.ballots:
            raise Refusal("record.ballots", f"{body['ballots']}, not {box.ballots}")
        box.closed = True

    def _tally_encrypted(self, at: str, body: dict[str, Any]) -> None:
        box = self._box(body["box"])
        if not box.closed or box.tallied:
            raise Refusal("record.order", "before the close, or a second one")
        box.tallied = True

    def _tally_decrypted(self, at: str, body: dict[str, Any]) -> None:
        box = self._box(body["box"])
        if not box.tallied or box.result:
            raise Refusal("record.order", "before the tally, or after the result")
        if body["owner"] in box.owners:
            raise Refusal("record.repeated", f"owner {body['owner']}")
        box.owners.add(body["owner"])

    def _tally_result(self, at: str, body: dict[str, Any]) -> None:
        # The row says "of every trustee"; of a threshold group 5-voting 56 asks for fewer.
        box = self._box(body["box"])
        assert self.setup is not None
        there = {one for one in box.owners if 1 <= one <= self.setup["trustee_count"]}
        if box.result or not box.tallied or len(there) < self.setup["trustees_needed"]:
            raise Refusal("record.order", "a second one, or before enough partial decryptions")
        box.result = True

    def _outcome_declared(self, at: str, body: Any) -> None:
        """What the outcome asks of stations and protocols is not asked here."""
        if self.outcome or not all(box.result for box in self.boxes.values()):
            raise Refusal("record.order", "a second one, or before the result of every box")
        if at < self._window()[1]:
            raise Refusal("record.calendar", at)
        self.outcome = True


# ================================================================================================
# 9-verification. A record
# ================================================================================================


class Record:
    """Verifies the voting part of a record."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source, self.report = source, report
        self.order = Order()
        self.tree = Tree()
        self.nonces = Nonces()
        self.opening: dict[str, Any] = {}
        self.objects: dict[tuple[str, int], bool] = {}
        self.spoken: dict[tuple[str, str], str] = {}  # where each proposal and hearing stands
        self.group: Group | None = None
        self.registrar: Element | None = None
        self.trustees: Trustees | None = None
        self.setup_hash = ""
        self.boxes: dict[str, Box] = {}
        self.regions: list[tuple[str, str]] = []
        self.stopped = False

    def run(self) -> None:
        """Verify, and write everything into the report."""
        with self.report.at(1, "server", "checkpoint"):
            self._log()
        for uuid, box in self.boxes.items():
            self._settle(box, f"box {uuid}", False)
        for region, uuid in self.regions:
            known = self.boxes.get(uuid)
            result = known.result if known else None
            self.report.boxes.append({"region": region, "uuid": uuid, "result": result})
        if not self.order.outcome:
            self.report.add("verify.unfinished", 15, "", "", "no outcome is declared")

    def _log(self) -> None:
        """Step 1, and then each entry in turn."""
        try:
            data = self.source.read("checkpoint", MIB)
        except Refusal as refusal:
            code = "source.record" if refusal.code == "source.missing" else refusal.code
            raise Refusal(code, refusal.detail) from None
        note = read_note(data)
        head = read_checkpoint(note.text)
        if head.size == 0:
            raise Refusal("log.empty")
        reader = LogReader(self.source, head, self.report)
        entries = reader.entries()
        if not entries:
            raise Skip("no entry can be followed")
        if not self._opening(entries[0]):
            return
        with self.report.at(1, "server", "checkpoint"):
            self._signatures(note, head)
        for index, entry in enumerate(entries):
            self.tree.add(leaf_hash(entry))
            self._entry(index, entry)
            if self.stopped:
                raise Skip(f"what follows entry {index}")
        if len(entries) < head.size:
            raise Skip(f"what follows entry {len(entries) - 1}")

    def _opening(self, data: bytes) -> bool:
        """Read entry 0; without it the verification ends."""
        raw = None
        with contextlib.suppress(Refusal):
            raw = parse(data, ENTRY_LIMIT)
        if isinstance(raw, dict) and raw.get("kind") == "referendum.opened":
            body = raw.get("body")
            version = body.get("format") if isinstance(body, dict) else 1
            if type(version) is int and version != 1:
                said = f"format {version}"
                self.report.add("record.version", 3, "commission", "entry 0", said)
                return False
        with self.report.at(2, "commission", "entry 0"):
            entry = read_entry(data)
            if entry["kind"] == "referendum.opened":
                self.opening = entry["body"]
                return True
            self.report.add("record.order", 3, "commission", "entry 0", entry["kind"])
        return False

    def _signatures(self, note: Note, head: Checkpoint) -> None:
        """The log's signature and the cosignatures (2-log 14, 16, 20, 21)."""
        key = read_key(self.opening["log"])
        if head.origin != key.name:
            self.report.add("checkpoint.origin", 1, "server", "checkpoint", head.origin[:80])
        with self.report.at(1, "server", "checkpoint"):
            check_note(note, key)
        cosigned = 0
        for text in self.opening["witnesses"]:
            try:
                witness = read_key(text, WITNESS_KEY)
            except Refusal:
                continue  # said in step 3
            moment, false = cosigned_at(note, witness)
            cosigned += moment is not None
            if false:
                said = f"{false} in the name of {witness.name}"
                self.report.add("witness.cosignature", 1, "", "checkpoint", said)
        if cosigned < self.opening["quorum"]:
            said = f"{cosigned} of {self.opening['quorum']}"
            self.report.add("log.unwitnessed", 1, "server", "checkpoint", said)

    def _entry(self, index: int, data: bytes) -> None:
        """One entry: steps 2 to 4, and then the step of its kind."""
        where = f"entry {index}"
        try:
            entry = read_entry(data)
        except Refusal as refusal:
            self.report.add(refusal.code, 2, "commission", where, refusal.detail)
            self.stopped = refusal.code == "record.version"
            return
        kind, body = entry["kind"], entry["body"]
        try:
            self.order.take(index, entry)
        except Refusal as refusal:
            self.report.add(refusal.code, 3, "commission", where, refusal.detail)
            return
        with self.report.at(4, "server or commission", where):
            for ref in refs_in(body):
                self._object(ref, where)
        method = getattr(self, "_" + kind.replace(".", "_"), None)
        if method is not None:
            method(body, where)

    # --- step 4: objects ---

    def _spoken(self, body: Any, kind: str, where: str) -> None:
        """Remember where, for words that are withdrawn later."""
        name = body.get(kind) if isinstance(body, dict) else None
        if isinstance(name, str):
            self.spoken.setdefault((kind, name), where)

    def _set_aside(self, body: Any, kind: str, where: str) -> None:
        """Words that were set aside may be gone (8-record 20, 9-verification 13)."""
        name = body.get(kind) if isinstance(body, dict) else None
        received = self.spoken.get((kind, name)) if isinstance(name, str) else None
        for number, one in enumerate(self.report.findings):
            if received is not None and (one.code, one.place) == ("object.missing", received):
                said = f"{one.detail}: {where} says why"
                self.report.findings[number] = Finding("object.withdrawn", 4, "", received, said)

    def _proposal_received(self, body: Any, where: str) -> None:
        self._spoken(body, "proposal", where)

    def _hearing_held(self, body: Any, where: str) -> None:
        self._spoken(body, "hearing", where)

    def _proposal_moderated(self, body: Any, where: str) -> None:
        self._set_aside(body, "proposal", where)

    _proposal_withdrawn = _proposal_moderated

    def _hearing_moderated(self, body: Any, where: str) -> None:
        self._set_aside(body, "hearing", where)

    def _object(self, ref: tuple[str, int], where: str) -> None:
        """Ask that an object is there with its size and hash (8-record 16)."""
        if ref in self.objects:
            return
        self.objects[ref] = False
        name, size = ref
        path = f"object/{name}"
        with self.report.at(4, "server or commission", where):
            found = self.source.size(path)
            if found is None:
                raise Refusal("object.missing", name)
            if found != size:
                raise Refusal("object.size", name)
            if hashlib.sha256(self.source.read(path, size)).hexdigest() != name:
                raise Refusal("object.hash", name)
            self.objects[ref] = True

    def _payload(self, payload: Any, limit: int = BALLOT_LIMIT) -> bytes:
        """The bytes of a payload or object."""
        if isinstance(payload, str):
            return payload.encode("utf-8")
        ref = (payload["sha256"], payload["size"])
        if not self.objects.get(ref):
            raise Skip(f"object {ref[0]} cannot be used")
        if ref[1] > limit:
            raise Refusal("json.size", f"object {ref[0]}")
        return self.source.read(f"object/{ref[0]}", ref[1])

    # --- the opening (8-record 2) ---

    def _referendum_opened(self, body: dict[str, Any], where: str) -> None:
        at = self.report.at
        languages = body["languages"]
        with at(3, "commission", where):
            if not languages or len(set(languages)) < len(languages):
                raise Refusal("record.languages", "none, or one twice")
            if set(body["title"]) != set(languages):
                raise Refusal("record.languages", "of the title")
        names, publics = [], []
        with at(3, "commission", where):
            for kind, text in [(LOG_KEY, body["log"])] + [
                (WITNESS_KEY, one) for one in body["witnesses"]
            ]:
                key = read_key(text, kind)
                names.append(key.name)
                publics.append(key.public)
            if len(set(names)) < len(names) or len(set(publics)) < len(publics):
                raise Refusal("record.witnesses", "a name or a key that stands twice")
        with at(3, "commission", where):
            count = len(body["witnesses"])
            if not (1 if count else 0) <= body["quorum"] <= count:
                raise Refusal("record.quorum", f"{body['quorum']} of {count}")
        if body["simulated"]:
            self.report.add("record.simulated", 2, "commission", where)

    # --- step 7: the question (5-voting 5) ---

    def _question_called(self, body: dict[str, Any], where: str) -> None:
        at = self.report.at
        languages = set(self.opening["languages"])
        with at(7, "commission", where):
            if body["log"] != labelled_hash("opening", [canonical(self.opening)]).hex():
                raise Refusal("question.log")
        words = [body["title"], body["wording"]]
        words += [one["words"] for one in body["answers"]]
        words += [one["title"] for one in body["regions"]]
        with at(7, "commission", where):
            for one in words:
                if set(one) != languages or not all(one.values()):
                    raise Refusal("question.language")
        with at(7, "commission", where):
            if sorted(one["key"] for one in body["answers"]) != ["no", "yes"]:
                raise Refusal("question.answers", "one yes and one no")
            for language in languages:
                if one_look([one["words"].get(language, "") for one in body["answers"]]):
                    raise Refusal("question.answers", "of one look")
        with at(7, "commission", where):
            if body["text"] not in self.order.texts:
                raise Refusal("question.text")
        with at(7, "commission", where):
            regions = [one["region"] for one in body["regions"]]
            districts = [one for region in body["regions"] for one in region["districts"]]
            if not regions or len(set(regions)) < len(regions):
                raise Refusal("question.regions", "none, or one twice")
            if not all(one["districts"] for one in body["regions"]):
                raise Refusal("question.regions", "one without districts")
            if len(set(districts)) < len(districts):
                raise Refusal("question.regions", "a district twice")
        with at(7, "commission", where):
            if body["minimum_electors"] < 1:
                raise Refusal("question.minimum")
        with at(7, "commission", where):
            stages = [one["stage"] for one in body["calendar"]]
            if len(set(stages)) < len(stages) or not set(stages) <= STAGES:
                raise Refusal("calendar.stage")
        with at(7, "commission", where):
            if not all(one["opens"] < one["closes"] for one in body["calendar"]):
                raise Refusal("calendar.window")

    # --- step 8: the set-up (5-voting 1, 4, 6) ---

    def _voting_setup(self, body: dict[str, Any], where: str) -> None:
        question = self.order.question
        assert question is not None
        at = self.report.at
        self.setup_hash = labelled_hash("setup", [canonical(body)]).hex()
        self.regions = [(one["region"], one["uuid"]) for one in body["boxes"]]
        with at(8, "commission", where):
            if "ballots" not in [one["stage"] for one in question["calendar"]]:
                raise Refusal("setup.calendar")
        with at(8, "commission", where):
            if body["question"] != question["question"]:
                raise Refusal("setup.question")
        with at(8, "commission", where):
            wanted = sorted(one["region"] for one in question["regions"])
            if sorted(one["region"] for one in body["boxes"]) != wanted:
                raise Refusal("setup.regions")
        with at(8, "commission", where):
            for names in (
                [one["uuid"] for one in body["boxes"]],
                [one["election"]["sha256"] for one in body["boxes"]],
            ):
                if len(set(names)) < len(names):
                    raise Refusal("setup.uuid")
        with at(8, "commission", where):
            self.group = group_named(body["group"])
        if self.group is None:
            return
        with at(8, "commission", where):
            data = self._payload(body["trustees"], DOCUMENT_LIMIT)
            self.trustees = read_trustees(data, self.group, self.nonces)
        self._setup_keys(body, self.group, where)
        credentials: set[str] = set()
        for box in body["boxes"]:
            self._setup_box(question, box, self.group, credentials, f"{where}, box {box['uuid']}")

    def _setup_keys(self, body: dict[str, Any], group: Group, where: str) -> None:
        """The numbers of trustees and the registrar's key (5-voting 34)."""
        with self.report.at(8, "commission", where):
            stated = (body["trustee_count"], body["trustees_needed"])
            known = self.trustees
            if known is not None and stated != (len(known.keys), known.needed):
                raise Refusal("setup.trustees", f"{stated[0]}, {stated[1]}")
        with self.report.at(8, "registrar", where):
            registrar = group.decode(body["registrar"])
            others = self.trustees.keys if self.trustees is not None else []
            if trivial(group, registrar) or any(group.equal(registrar, one) for one in others):
                raise Refusal("setup.registrar")
            self.registrar = registrar

    def _expected(self, question: dict[str, Any], box: dict[str, Any], key: str) -> bytes:
        """The election that question and region allow (5-voting 35)."""

        def joined(words: dict[str, str]) -> str:
            return " / ".join(words[language] for language in sorted(words))

        titles = [one["title"] for one in question["regions"] if one["region"] == box["region"]]
        asked: dict[str, Any] = {"answers": [joined(one["words"]) for one in question["answers"]]}
        if question["blank"]:
            asked["blank"] = True
        asked |= {"min": 1, "max": 1, "question": joined(question["wording"])}
        binding = labelled_hash("question", [canonical(question)]).hex()
        assert self.group is not None
        return canonical(
            {
                "version": 1,
                "description": f"{joined(titles[0]) if titles else ''} · dauys:{binding}",
                "name": joined(question["title"]),
                "group": self.group.name,
                "public_key": key,
                "questions": [asked],
                "uuid": box["uuid"],
            }
        )

    def _setup_box(
        self,
        question: dict[str, Any],
        box: dict[str, Any],
        group: Group,
        credentials: set[str],
        where: str,
    ) -> None:
        """The election and the roll of one box."""
        at = self.report.at
        election: Election | None = None
        roll: Roll | None = None
        with at(8, "commission", where):
            data = self._payload(box["election"], MIB)
            read = read_election(data)
            key = read.key
            if self.trustees is not None:
                key = product(group, [entry.key for entry in self.trustees.entries])
                if read.group is group and not group.equal(read.key, key):
                    self.report.add("election.key", 8, "commission", where, "not the trustees'")
            if read.group is not group or data != self._expected(question, box, group.encode(key)):
                self.report.add("setup.election", 8, "commission", where)
            if read.group is group:
                election = read
        with at(8, "registrar", where):
            roll = read_roll(self._payload(box["roll"], ROLL_LIMIT), group)
            if (box["electors"], box["weight"]) != (len(roll.weights), roll.total):
                self.report.add("setup.roll", 8, "registrar", where)
            if len(roll.weights) < question["minimum_electors"]:
                self.report.add("setup.minimum", 8, "registrar", where)
            if credentials & set(roll.elements):
                self.report.add("setup.elector", 8, "registrar", where)
            credentials |= set(roll.elements)
        if election is not None and roll is not None:
            self.boxes[box["uuid"]] = Box(
                box["uuid"], box["region"], election, roll, self.trustees, self.nonces
            )

    # --- step 9: the confirmations (5-voting 38) ---

    def _setup_confirmed(self, body: dict[str, Any], where: str) -> None:
        role, index = body["role"], body["index"]
        accused = role if role == "registrar" else f"trustee {index}"
        with self.report.at(9, accused, where):
            if body["setup"] != self.setup_hash:
                raise Refusal("setup.hash")
            if self.group is None:
                raise Skip("the group is not known")
            if role == "registrar":
                if index != 0:
                    raise Refusal("trustees.owner", str(index))
                key = self.registrar
            elif self.trustees is None:
                key = None
            elif 1 <= index <= len(self.trustees.keys):
                key = self.trustees.keys[index - 1]
            else:
                raise Refusal("trustees.owner", str(index))
            if key is None:
                raise Skip("the key cannot be read")
            proof = read_proof(body["proof"], self.group)
            statement = setup_confirmation(self.group, role, index, key, self.setup_hash)
            self.nonces.check(statement, proof, "setup.signature")

    # --- steps 10 to 13: the boxes (5-voting 7 to 11) ---

    def _box(self, body: dict[str, Any]) -> Box:
        """The box of an event."""
        if body["box"] not in self.boxes:
            raise Skip(f"the set-up of box {body['box']} cannot be followed")
        return self.boxes[body["box"]]

    def _ballot_cast(self, body: dict[str, Any], where: str) -> None:
        with self.report.at(10, "commission", where):
            self._box(body).cast(self._payload(body["ballot"]))

    def _ballot_challenged(self, body: dict[str, Any], where: str) -> None:
        with self.report.at(10, "commission", where):
            self._box(body).challenge(self._payload(body["challenge"]))

    def _voting_closed(self, body: dict[str, Any], where: str) -> None:
        with self.report.at(10, "commission", where):
            self._box(body).closing_root = self.tree.root().hex()

    def _tally_encrypted(self, body: dict[str, Any], where: str) -> None:
        with self.report.at(11, "commission", where):
            data = self._payload(body["encrypted_tally"])
            for refusal in self._box(body).encrypted(body["sized"].encode("utf-8"), data):
                self.report.add(refusal.code, 11, "commission", where, refusal.detail)

    def _tally_decrypted(self, body: dict[str, Any], where: str) -> None:
        accused = f"trustee {body['owner']}"
        with self.report.at(12, accused, where):
            data = self._payload(body["partial_decryption"])
            for refusal in self._box(body).decrypted(body["owner"], data, body["bound"]):
                self.report.add(refusal.code, 12, accused, where, refusal.detail)

    def _settle(self, box: Box, where: str, result: bool) -> None:
        """Say which false shares are set aside and which are errors."""
        for owner, refusal in box.settle(result):
            self.report.add(refusal.code, 12, f"trustee {owner}", where, refusal.detail)

    def _tally_result(self, body: dict[str, Any], where: str) -> None:
        with self.report.at(13, "commission", where):
            box = self._box(body)
            self._settle(box, f"box {box.uuid}", True)
            box.check_result(self._payload(body["result"]))


# ================================================================================================
# 5-voting 12. Archives
# ================================================================================================

ARCHIVE_SIZE_LIMIT = 2 << 30
DOCUMENTS = {
    "Setup": 4,
    "Ballot": 1,
    "EndBallots": 0,
    "EncryptedTally": 2,
    "PartialDecryption": 2,
    "Result": 1,
}
_FOLLOWS = {
    None: {"Setup"},
    "Setup": {"Ballot", "EndBallots"},
    "Ballot": {"Ballot", "EndBallots"},
    "EndBallots": {"EncryptedTally"},
    "EncryptedTally": {"PartialDecryption"},
    "PartialDecryption": {"PartialDecryption", "Result"},
    "Result": set(),
}

an_archive_head = fields(version=an_integer, timestamp=a_decimal)
an_event = fields(parent_=a_hash, height=a_natural, type=a_text, payload_=a_hash)
an_archive_setup = fields(election=a_hash, trustees=a_hash, credentials=a_hash)
an_owned = fields(owner=an_integer, payload=a_hash)


def tar_header(name: str, size: int, timestamp: int) -> bytes:
    """The header of a member (5-voting 70)."""
    header = bytearray(512)

    def put(offset: int, data: bytes) -> None:
        header[offset : offset + len(data)] = data

    put(0, name.encode("ascii"))
    put(100, b"0000644")
    put(108, b"0000000")
    put(116, b"0000000")
    put(124, f"{size:011o}".encode())
    put(136, f"{timestamp:011o}".encode())
    put(148, b" " * 8)
    put(156, b"0")
    put(148, f"{sum(header):06o}".encode() + b"\0 ")
    return bytes(header)


def tar_member(name: str, content: bytes, timestamp: int) -> bytes:
    """A member: header, content, and zeros up to a multiple of 512 (5-voting 69)."""
    return tar_header(name, len(content), timestamp) + content + bytes(-len(content) % 512)


def tar_take(data: bytes, at: int) -> tuple[str, bytes, int]:
    """The name and content of the member at an offset, and where the next one begins."""
    header = data[at : at + 512]
    if len(header) < 512:
        raise Refusal("archive.header", "cut off")
    name, _, rest = header[:100].partition(b"\0")
    if rest.strip(b"\0") or not name.isascii():
        raise Refusal("archive.header", "the name")
    if not re.fullmatch(rb"[0-7]{11}\0", header[124:136]):
        raise Refusal("archive.header", "the size")
    size = int(header[124:135], 8)
    end = at + 512 + size
    if size > ARCHIVE_SIZE_LIMIT or end + (-size % 512) > len(data):
        raise Refusal("archive.size", str(size))
    return name.decode("ascii"), data[at + 512 : end], end + (-size % 512)


@dataclass
class ArchiveEvent:
    """An event with its own documents."""

    type: str
    documents: list[bytes]


def archive_members(data: bytes) -> tuple[int, list[tuple[str, bytes]]]:
    """The timestamp and the members behind the first, every byte in its place (5-voting 62)."""
    if not data:
        raise Refusal("archive.empty")
    try:
        name, content, at = tar_take(data, 0)
    except Refusal as refusal:
        raise Refusal("archive.form", refusal.code) from None
    if name != "BELENIOS":
        raise Refusal("archive.form", "the first member")
    raw = parse(content)
    if isinstance(raw, dict) and type(raw.get("version")) is int and raw["version"] != 1:
        raise Refusal("archive.version", str(raw["version"]))
    timestamp = int(shaped(raw, content, an_archive_head)["timestamp"])
    if timestamp >= 8**11:
        raise Refusal("archive.header", "the timestamp")
    if data[:at] != tar_member(name, content, timestamp):
        raise Refusal("archive.header", name)
    members = []
    while at < len(data):
        name, content, after = tar_take(data, at)
        match = re.fullmatch(r"([0-9a-f]{64})\.(data|event)\.json", name)
        if match is None or data[at:after] != tar_member(name, content, timestamp):
            raise Refusal("archive.header", name[:80])
        if hashlib.sha256(content).hexdigest() != match[1]:
            raise Refusal("archive.hash", name)
        members.append((match[2], content))
        at = after
    return timestamp, members


def archive_events(members: list[tuple[str, bytes]]) -> list[ArchiveEvent]:
    """The events of an archive, in their chain and order (5-voting 63 to 66)."""
    events: list[ArchiveEvent] = []
    pending: list[bytes] = []
    parent = None
    previous = None
    for sort, content in members:
        if sort == "data":
            pending.append(content)
            continue
        event = document(content, an_event)
        if event["height"] != len(events) or event.get("parent") != parent:
            raise Refusal("archive.chain", f"event {len(events)}")
        if event["type"] not in _FOLLOWS[previous]:
            raise Refusal("archive.order", event["type"][:40])
        wanted = DOCUMENTS[event["type"]]
        if len(pending) < wanted:
            raise Refusal("archive.missing", f"event {len(events)}")
        if len(pending) > wanted:
            raise Refusal("archive.spelling", f"event {len(events)}")
        hashes = [hashlib.sha256(one).hexdigest() for one in pending]
        if event.get("payload") != (hashes[-1] if hashes else None):
            raise Refusal("archive.missing", f"the payload of event {len(events)}")
        if event["type"] == "Setup":
            named = document(pending[3], an_archive_setup)
            if [named["election"], named["trustees"], named["credentials"]] != hashes[:3]:
                raise Refusal("archive.missing", "a document of the set-up")
        elif event["type"] == "PartialDecryption":
            owned = document(pending[1], an_owned)
            if owned["payload"] != hashes[0]:
                raise Refusal("archive.missing", "a partial decryption")
        events.append(ArchiveEvent(event["type"], pending))
        parent, previous, pending = hashlib.sha256(content).hexdigest(), event["type"], []
    if pending:
        raise Refusal("archive.spelling", "documents behind the last event")
    if not events:
        raise Refusal("archive.missing", "no event")
    return events


def write_archive(timestamp: int, events: list[ArchiveEvent]) -> bytes:
    """Write an archive from its documents (5-voting 67)."""
    head = canonical({"version": 1, "timestamp": str(timestamp)})
    result = [tar_member("BELENIOS", head, timestamp)]
    parent = None
    for height, event in enumerate(events):
        body: dict[str, Any] = {} if parent is None else {"parent": parent}
        body |= {"height": height, "type": event.type}
        for one in event.documents:
            name = hashlib.sha256(one).hexdigest()
            result.append(tar_member(f"{name}.data.json", one, timestamp))
            body["payload"] = name
        content = canonical(body)
        parent = hashlib.sha256(content).hexdigest()
        result.append(tar_member(f"{parent}.event.json", content, timestamp))
    return b"".join(result)


class Archive:
    """Verifies a `.bel` archive (9-verification 31)."""

    def __init__(self, data: bytes, report: Report) -> None:
        self.data, self.report = data, report
        self.nonces = Nonces()
        self.box: Box | None = None
        self.unbound = False

    def run(self) -> None:
        """Verify, and write everything into the report."""
        events: list[ArchiveEvent] = []
        with self.report.at(1, "server", "archive"):
            timestamp, members = archive_members(self.data)
            events = archive_events(members)
            if write_archive(timestamp, events) != self.data:
                raise Refusal("archive.spelling", "written again it has other bytes")
        for number, event in enumerate(events):
            where = f"event {number}"
            getattr(self, "_" + event.type.lower())(event.documents, where)
        if self.box is not None:
            self._settle(self.box, False)
            self.report.boxes.append(self.box.summary())
        if not events or events[-1].type != "Result":
            self.report.add("verify.unfinished", 13, "", "", "no result")

    def _there(self) -> Box:
        if self.box is None:
            raise Skip("the set-up cannot be followed")
        return self.box

    def _setup(self, documents: list[bytes], where: str) -> None:
        at = self.report.at
        election: Election | None = None
        trustees: Trustees | None = None
        with at(8, "commission", where):
            election = read_election(documents[0])
        if election is None:
            return
        group = election.group
        with at(8, "commission", where):
            trustees = read_trustees(documents[1], group, self.nonces)
            if not group.equal(product(group, [one.key for one in trustees.entries]), election.key):
                self.report.add("election.key", 8, "commission", where, "not the trustees'")
        with at(8, "registrar", where):
            roll = read_roll(documents[2], group)
            self.box = Box(election.uuid, None, election, roll, trustees, self.nonces)
        if election.simulated:
            self.report.add("record.simulated", 8, "commission", where)

    def _ballot(self, documents: list[bytes], where: str) -> None:
        with self.report.at(10, "commission", where):
            self._there().cast(documents[0])

    def _endballots(self, documents: list[bytes], where: str) -> None:
        """Nothing is asked of the end of the ballots but its place."""

    def _encryptedtally(self, documents: list[bytes], where: str) -> None:
        with self.report.at(11, "commission", where):
            for refusal in self._there().encrypted(documents[1], documents[0]):
                self.report.add(refusal.code, 11, "commission", where, refusal.detail)

    def _partialdecryption(self, documents: list[bytes], where: str) -> None:
        if not self.unbound:
            self.unbound = True
            self.report.add("decryption.unbound", 12, "", where, "an archive has no bound proofs")
        owner = document(documents[1], an_owned)["owner"]
        with self.report.at(12, f"trustee {owner}", where):
            for refusal in self._there().decrypted(owner, documents[0], None):
                self.report.add(refusal.code, 12, f"trustee {owner}", where, refusal.detail)

    def _settle(self, box: Box, result: bool) -> None:
        for owner, refusal in box.settle(result):
            self.report.add(refusal.code, 12, f"trustee {owner}", "", refusal.detail)

    def _result(self, documents: list[bytes], where: str) -> None:
        with self.report.at(13, "commission", where):
            box = self._there()
            self._settle(box, True)
            box.check_result(documents[0])


def verify(source: Source | bytes) -> Report:
    """Verify a record, or an archive from its bytes; whatever happens, there is a report."""
    report = Report()
    try:
        if isinstance(source, bytes):
            Archive(source, report).run()
        else:
            Record(source, report).run()
    except Exception as error:  # a failure of the verifier itself is never an acceptance
        report.add("verify.failed", 0, "verifier", "", f"{type(error).__name__}: {error}")
    return report


# ================================================================================================
# Known answers: running over the vectors
# ================================================================================================


class Vectors:
    """Runs this verifier over a folder of vectors, and counts where it agrees."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.agreed: dict[str, int] = {}
        self.wrong: list[str] = []
        self.file = ""

    def ask(self, what: str, wanted: Any, found: Any) -> None:
        """Count one comparison."""
        self.agreed.setdefault(self.file, 0)
        if wanted == found:
            self.agreed[self.file] += 1
        else:
            self.wrong.append(f"{self.file}: {what}: wanted {wanted!r}, found {found!r}")

    def code(self, call: Callable[..., Any], *given: Any) -> str | None:
        """The code of the refusal of a call, or None where it goes well."""
        try:
            call(*given)
        except Refusal as refusal:
            return refusal.code
        return None

    def run(self) -> None:
        """Judge every file; what is not known is named and left."""
        judges: dict[str, Callable[[Any], None]] = {
            "group": self.group,
            "ballots": self.ballots,
            "challenges": self.challenges,
            "tallies": self.tally,
            "records": self.record,
            "proofs": self.proofs,
        }
        for path in sorted(self.root.glob("*/*.json")):
            self.file = f"{path.parent.name}/{path.name}"
            judge = judges.get(path.parent.name) or getattr(
                self, f"{path.parent.name}_{path.stem}", None
            )
            begun = time.monotonic()
            if judge is None:
                sys.stdout.write(f"{self.file}: not judged\n")
                continue
            before = len(self.wrong)
            try:
                judge(json.loads(path.read_text(encoding="utf-8")))
            except Exception as error:
                self.wrong.append(f"{self.file}: {type(error).__name__}: {error}")
            bad = len(self.wrong) - before
            spent = time.monotonic() - begun
            said = f"{self.agreed.get(self.file, 0)} agree, {bad} do not ({spent:.1f} s)"
            sys.stdout.write(f"{self.file}: {said}\n")
            sys.stdout.flush()

    # --- groups and hashes ---

    def group(self, data: Any) -> None:
        """group/*.json."""
        group = group_named(data["group"])
        self.ask("order", data["order"], str(group.q))
        for one in data["accepted"]:
            self.ask(one["shows"], one["text"], group.encode(group.decode(one["text"])))
        for one in data["refused"]:
            found = self.code(group.decode, one["text"])
            self.ask(one["shows"], one["code"], found)
        for one in data["powers"]:
            power = group.power(group.decode(one["base"]), int(one["exponent"]))
            self.ask("power", one["power"], group.encode(power))
        for one in data["products"]:
            left, right = group.decode(one["left"]), group.decode(one["right"])
            self.ask("product", one["product"], group.encode(group.times(left, right)))
            self.ask("quotient", one["quotient"], group.encode(quotient(group, left, right)))

    def hashes_labelled(self, data: Any) -> None:
        """hashes/labelled.json."""
        for one in data:
            self.ask("hash", one["hash"], labelled_hash(one["label"], one["parts"]).hex())

    def hashes_credentials(self, data: Any) -> None:
        """hashes/credentials.json."""
        for one in data:
            group = group_named(one["group"])
            exponent = credential_exponent(one["credential"], one["uuid"], group)
            self.ask("exponent", one["exponent"], str(exponent))
            self.ask("public", one["public"], group.encode(group.power(group.g, exponent)))

    def hashes_statements(self, data: Any) -> None:
        """hashes/statements.json: each statement is put together again from its own parts."""
        for one in data:
            group = group_named(one["group"])
            spellings = one["commitments"]
            statement = self._statement(one, group)
            if statement is not None:
                wanted = one.get("hashed_hex") or one["hashed"].encode("utf-8").hex()
                self.ask(one["statement"], wanted, statement.hashed(spellings).hex())
                self.ask(one["statement"], one["challenge"], str(statement.challenge(spellings)))
            else:
                self.ask(one["statement"], True, one["hashed"].endswith("|" + ",".join(spellings)))
                number = hash_number(one["hashed"], group)
                self.ask(one["statement"], one["challenge"], str(number))

    def _statement(self, one: Any, group: Group) -> Knowledge | None:
        if "hashed" in one:
            parts = one["hashed"].split("|")
            if one["statement"] == "TrusteeKey":
                return trustee_key(group, group.decode(parts[2]))
            if one["statement"] == "BallotSignature":
                return ballot_signature(group, group.g, parts[1])
            if one["statement"] == "Decryption":
                return decryption(group, parts[1], group.decode(parts[2]), group.g, group.g)
            if one["statement"] == "MemberSignature":
                return member_signature(group, group.g, "|".join(parts[1:-1]))
            return None
        p = one["parts"]
        if one["statement"] == "SetupConfirmation":
            return setup_confirmation(group, p[1], int(p[2]), group.decode(p[3]), p[4])
        numbers = int(p[6]), int(p[7])
        alpha, factor = group.decode(p[8]), group.decode(p[9])
        key = group.decode(p[5])
        return bound_decryption(group, p[1], p[2], p[3], int(p[4]), key, *numbers, alpha, factor)

    # --- proofs ---

    def proofs(self, data: Any) -> None:
        """proofs/*.json."""
        for one in data:
            found = self.code(self._proof, one)
            self.ask(f"{one['statement']}, {one['shows']}", one["code"], found)

    def _proof(self, one: Any) -> None:
        """Hold one proof, or refuse it."""
        parts, name = one["parts"], one["statement"]
        group = group_named(parts["group"])
        given = [read_proof(a_proof(proof, ""), group) for proof in one["proofs"]]
        elements = ("key", "credential", "alpha", "beta", "factor")
        e = {key: group.decode(parts[key]) for key in elements if key in parts}
        if name in ("Interval", "NotBoth", "BlankOrInterval"):
            context, key = parts["context"], e["key"]
            low, high = parts.get("minimum", 0), parts.get("maximum", 0)
            if name == "Interval":
                hidden = (e["alpha"], e["beta"])
                held = interval_holds(group, key, context, hidden, low, high, given)
            else:
                blank = read_ciphertext(parts["blank"], group)
                total = read_ciphertext(parts["total"], group)
                if name == "NotBoth":
                    held = not_both_holds(group, key, context, blank, total, given)
                else:
                    held = blank_or_interval_holds(
                        group, key, context, blank, total, low, high, given
                    )
        else:
            held = self._knowledge(name, group, parts, e).holds(given[0])
        if not held:
            raise Refusal("refused")

    def _knowledge(self, name: str, group: Group, parts: Any, e: dict[str, Element]) -> Knowledge:
        if name == "TrusteeKey":
            return trustee_key(group, e["key"])
        if name == "BallotSignature":
            return ballot_signature(group, e["credential"], parts["digest"])
        if name == "Decryption":
            return decryption(group, parts["fingerprint"], e["key"], e["alpha"], e["factor"])
        if name == "SetupConfirmation":
            index = int(parts["index"])
            return setup_confirmation(group, parts["role"], index, e["key"], parts["setup"])
        if name == "MemberSignature":
            return member_signature(group, e["key"], parts["message"])
        if name != "BoundDecryption":
            raise Refusal("unknown statement", name)
        return bound_decryption(
            group,
            parts["fingerprint"],
            parts["closing_root"],
            parts["encrypted_tally"],
            int(parts["trustee"]),
            e["key"],
            int(parts["question"]),
            int(parts["answer"]),
            e["alpha"],
            e["factor"],
        )

    # --- ballots, challenged ballots, tallies ---

    def ballots(self, data: Any) -> None:
        """ballots/*.json."""
        election = read_election(data["election"].encode("utf-8"))
        roll = read_roll(data["roll"].encode("utf-8"), election.group)
        for one in data["accepted"]:
            ballot = one["ballot"].encode("utf-8")
            found = self.code(read_ballot, ballot, election, roll)
            self.ask(one["shows"], None, found)
            self.ask("tracker", one["tracker"], base64_hash(ballot))
        for one in data["refused"]:
            ballot = one["ballot"].encode("utf-8")
            found = self.code(read_ballot, ballot, election, roll)
            self.ask(one["shows"], one["code"], found)

    def challenges(self, data: Any) -> None:
        """challenges/*.json."""
        election = read_election(data["election"].encode("utf-8"))
        roll = read_roll(data["roll"].encode("utf-8"), election.group)
        for one in data["accepted"]:
            text = one["challenge"].encode("utf-8")
            self.ask(one["shows"], one["code"], read_challenge(text, election, roll).code)
            opened = [answer["choices"] for answer in json.loads(text)["answers"]]
            self.ask(one["shows"], one["choices"], opened)
        for one in data["refused"]:
            text = one["challenge"].encode("utf-8")
            found = self.code(read_challenge, text, election, roll)
            self.ask(one["shows"], one["code"], found)
        for one in data.get("reproved", []):
            challenge, ballot = one["challenge"].encode("utf-8"), one["ballot"].encode("utf-8")
            box = Box(election.uuid, None, election, roll, None, Nonces())
            self.ask(one["shows"], None, self.code(box.challenge, challenge))
            self.ask(one["shows"], "ballot.challenged", self.code(box.cast, ballot))
            box = Box(election.uuid, None, election, roll, None, Nonces())
            self.ask(one["shows"], None, self.code(box.cast, ballot))
            self.ask(one["shows"], "challenge.cast", self.code(box.challenge, challenge))
        cast = data["cast"]
        challenge = cast["challenge"].encode("utf-8")
        codes = [read_challenge(challenge, election, roll).code]
        texts = [ballot.encode("utf-8") for ballot in cast["ballots"]]
        codes += [read_ballot(text, election, roll).code for text in texts]
        self.ask("codes", [cast["code"]] * 3, codes)
        for first, second, wanted in (
            (challenge, texts[0], "ballot.challenged"),
            (texts[1], challenge, "challenge.cast"),
            (challenge, challenge, "challenge.repeated"),
            (texts[0], texts[0], "ballot.duplicate"),
            (texts[0], texts[1], None),
        ):
            box = Box(election.uuid, None, election, roll, None, Nonces())
            (box.challenge if first is challenge else box.cast)(first)
            then = box.challenge if second is challenge else box.cast
            found = self.code(then, second)
            self.ask("both opened and signed", wanted, found)

    def tally(self, data: Any) -> None:
        """tallies/*.json: a box from its ballots to its result."""
        election = read_election(data["election"].encode("utf-8"))
        roll = read_roll(data["roll"].encode("utf-8"), election.group)
        full = Box(election.uuid, None, election, roll, None, Nonces())
        for one in data["ballots"]:
            self.ask("a ballot", None, self.code(full.cast, one.encode("utf-8")))
        wanted = (None, json.loads(data["result"])["result"])
        self.ask(data["shows"], wanted, self._tally(data, full))
        for one in data["refused"]:
            changed = json.loads(json.dumps(data))
            name, _, index = one["replaces"].partition("/")
            if index:
                changed[name][int(index)]["partial_decryption"] = one["document"]
            else:
                changed[name] = one["document"]
            self.ask(one["shows"], one["code"], self._tally(changed, full)[0])

    def _tally(self, data: Any, full: Box) -> tuple[str | None, Any]:
        """The first fault of a box from its encrypted tally to its result, and the result."""
        nonces = Nonces()
        group = full.election.group
        trustees = read_trustees(data["trustees"].encode("utf-8"), group, nonces)
        box = Box(full.uuid, None, full.election, full.roll, trustees, nonces)
        box.counting = full.counting
        box.closing_root = data["closing_root"]
        faults: list[Refusal] = []
        try:
            tally = data["encrypted_tally"].encode("utf-8")
            faults += box.encrypted(data["sized"].encode("utf-8"), tally)
            for one in data["partial_decryptions"]:
                given = one["partial_decryption"].encode("utf-8")
                faults += box.decrypted(one["owner"], given, one["bound"])
            faults += [refusal for _, refusal in box.settle(True)]
            box.check_result(data["result"].encode("utf-8"))
        except Refusal as refusal:
            faults.append(refusal)
        return (faults[0].code if faults else None), box.result

    # --- records ---

    def _files(self, name: str) -> dict[str, bytes]:
        data = json.loads((self.root / "records" / name).read_text(encoding="utf-8"))
        return {path: self._unpack(text) for path, text in data["files"].items()}

    def _unpack(self, text: str) -> bytes:
        return zlib.decompress(base64.b64decode(text, validate=True))

    def record(self, data: Any) -> None:
        """records/*.json."""
        if isinstance(data, list):
            for one in data:
                self._refused(one)
            return
        files = {path: self._unpack(text) for path, text in data["files"].items()}
        report = verify(Memory(files))
        self.ask("verdict", data["verdict"], report.verdict)
        self.ask("boxes", data["boxes"], report.boxes)
        total: list[list[int]] = []
        for box in report.boxes:
            rows = box["result"] or []
            total = (
                [
                    [a + b for a, b in zip(x, y, strict=True)]
                    for x, y in zip(total, rows, strict=True)
                ]
                if total
                else rows
            )
        self.ask("total", data["total"], total)
        results = {box["uuid"]: box["result"] for box in data["boxes"]}
        for uuid, text in data["archives"].items():
            report = verify(self._unpack(text))
            self.ask(f"archive {uuid}", "accepted", report.verdict)
            self.ask(f"archive {uuid}", [results[uuid]], [box["result"] for box in report.boxes])

    def _refused(self, one: Any) -> None:
        """A record in which one thing is wrong: its verdict, and its first fault in log order."""
        files = self._files(one["base"])
        for path, text in one["files"].items():
            if text is None:
                files.pop(path, None)
            else:
                files[path] = self._unpack(text)
        report = verify(Memory(files))
        faults = [f for f in report.findings if f.severity in ("error", "unread")]
        first = (faults[0].step, faults[0].code) if faults else None
        self.ask(one["shows"], one["verdict"], report.verdict)
        self.ask(one["shows"], (one["step"], one["code"]), first)

    # --- the log ---

    def log_merkle(self, data: Any) -> None:
        """log/merkle.json."""
        for one in data["hashes"]:
            if one["what"] == "leaf":
                found = leaf_hash(one["of"].encode())
            elif one["what"] == "node":
                found = node_hash(one["of"].encode(), one["and"].encode())
            else:
                found = Tree().root()
            self.ask(one["what"], one["hex"], found.hex())
        hashes = [leaf_hash(bytes.fromhex(one)) for one in data["leaves"]]
        roots = [Tree(hashes[:size]).root() for size in range(len(hashes) + 1)]
        self.ask("roots", data["roots"], [root.hex() for root in roots[1:]])
        for one in data["inclusion"]:
            proof = [bytes.fromhex(part) for part in one["proof"]]
            index, size = one["index"], one["size"]
            self._inclusion(
                f"{index} in {size}", False, index, size, hashes[index], proof, roots[size]
            )
            if proof:
                bad = [*proof[:-1], bytes(32)]
                self._inclusion("changed", True, index, size, hashes[index], bad, roots[size])
        for one in data["consistency"]:
            proof = [bytes.fromhex(part) for part in one["proof"]]
            old, new = one["old"], one["new"]
            self._consistency(f"{old} to {new}", False, old, new, roots[old], roots[new], proof)
            longer = [*proof, bytes(32)]
            self._consistency("too long", True, old, new, roots[old], roots[new], longer)
        some = bytes.fromhex(data["some_hash"])
        for index, size in data["degenerate_inclusion"]:
            self._inclusion("degenerate", True, index, size, b"", [], some)
            self._inclusion("degenerate", True, index, size, some, [], b"")
        for one in data["degenerate_consistency"]:
            old_root, new_root = (bytes.fromhex(root) for root in one["roots"])
            proof = [bytes.fromhex(part) for part in one["proof"]]
            given = (one["old"], one["new"], old_root, new_root, proof)
            self._consistency(one["what"], one["refused"], *given)
        for name, one in data["files"].items():
            proof = [base64.b64decode(part) for part in one["proof"] or []]
            if "leafIdx" in one:
                leaf, root = base64.b64decode(one["leafHash"]), base64.b64decode(one["root"])
                index, size = one["leafIdx"], one["treeSize"]
                self._inclusion(name, one["wantErr"], index, size, leaf, proof, root)
            else:
                old_root, new_root = (base64.b64decode(one[key]) for key in ("root1", "root2"))
                given = (one["size1"], one["size2"], old_root, new_root, proof)
                self._consistency(name, one["wantErr"], *given)

    def _inclusion(self, what: str, refused: bool, *given: Any) -> None:
        self.ask(f"inclusion: {what}", refused, self.code(check_inclusion, *given) is not None)

    def _consistency(self, what: str, refused: bool, *given: Any) -> None:
        found = self.code(check_consistency, *given) is not None
        self.ask(f"consistency: {what}", refused, found)

    def log_argon2020(self, data: Any) -> None:
        """log/argon2020.json."""
        root, old_root = base64.b64decode(data["root"]), base64.b64decode(data["old_root"])
        leaf = leaf_hash(base64.b64decode(data["entry"]))
        proof = [base64.b64decode(one) for one in data["inclusion"]]
        self._inclusion("argon", False, data["index"], data["size"], leaf, proof, root)
        proof = [base64.b64decode(one) for one in data["consistency"]]
        self._consistency("argon", False, data["old_size"], data["size"], old_root, root, proof)

    def log_paths(self, data: Any) -> None:
        """log/paths.json."""
        for one in data["places"]:
            self.ask("place", one["place"], place(one["index"]))
        for one in data["tiles"]:
            width = tile_width(one["level"], one["index"], one["size"])
            self.ask("tile", one["path"], tile_path(one["level"], one["index"], width))
        for one in data["bundles"]:
            width = tile_width(0, one["index"], one["size"])
            self.ask("bundle", one["path"], tile_path(None, one["index"], width))
        for one in data["parsed"]:
            wanted = (one["level"], one["index"], one["width"])
            self.ask("parsed", wanted, parse_tile_path(one["path"]))
        for path in data["refused"]:
            found = self.code(parse_tile_path, path)
            self.ask(path, "log.path", found)
        for one in data["trees"]:
            full, partial, level, count = {}, {}, 0, one["size"]
            while count:
                if count // TILE:
                    full[str(level)] = count // TILE
                if count % TILE:
                    partial[str(level)] = count % TILE
                level, count = level + 1, count // TILE
            self.ask("tree", (one["full"], one["partial"]), (full, partial))

    def log_notes(self, data: Any) -> None:
        """log/notes.json."""
        self._signed("example", data["example"]["note"], data["example"]["key"])
        for name in ("poem", "checkpoint", "cosigned"):
            note = read_note(data[name].encode("utf-8"))
            self.ask(name, True, data[name].startswith(note.text + "\n— "))
        head = read_checkpoint(read_note(data["checkpoint"].encode("utf-8")).text)
        self.ask("checkpoint", ("example.com/behind-the-sofa", 20852163), (head.origin, head.size))
        note = read_note(data["cosigned"].encode("utf-8"))
        moments = [int.from_bytes(rest[:8], "big") for _, _, rest in note.signatures[1:]]
        self.ask("moment", [data["cosigned_at"]], moments)
        go = data["go"]
        for name in ("peter", "enoch"):
            text = f"{go['text']}\n{go[name + '_line']}"
            self._signed(name, text, go[name])
            other = "enoch" if name == "peter" else "peter"
            signed = read_note(text.encode("utf-8"))
            found = self.code(check_note, signed, read_key(go[other]))
            self.ask(f"{name} is not {other}", "note.unsigned", found)
            changed = Note(signed.text + "more\n", signed.signatures)
            found = self.code(check_note, changed, read_key(go[name]))
            self.ask(f"{name}, another text", "note.signature", found)
        for key in go["bad_keys"]:
            found = self.code(read_key, key)
            self.ask("a bad key", "note.key", found)
        bad = f"{go['text']}\n{go['bad_line']}\n".encode()
        self.ask("a bad line", "note.form", self.code(read_note, bad))
        tree = data["tree"]
        self.ask("tree", tree["size"], read_checkpoint(tree["text"]).size)
        for text in tree["refused"]:
            found = self.code(read_checkpoint, text)
            self.ask("a bad checkpoint", "checkpoint.form", found)

    def _signed(self, what: str, text: str, key: str) -> Note:
        """A note that the key signed."""
        note = read_note(text.encode("utf-8"))
        self.ask(what, None, self.code(check_note, note, read_key(key)))
        return note

    def log_testlog(self, data: Any) -> None:
        """log/testlog.json."""
        hashes = [leaf_hash(entry.encode("utf-8")) for entry in data["entries"]]
        for size, text in data["checkpoints"].items():
            note = self._signed(f"checkpoint {size}", text, data["key"])
            head = read_checkpoint(note.text)
            self.ask("size", int(size), head.size)
            self.ask("root", Tree(hashes[: int(size)]).root(), head.root)

    def log_cosignatures(self, data: Any) -> None:
        """log/cosignatures.json."""
        one = data["cosigned"]
        note = self._signed("the log", one["checkpoint"], one["log"])
        for text, moment in zip(one["witnesses"], one["times"], strict=True):
            witness = read_key(text, WITNESS_KEY)
            self.ask(witness.name, (moment, 0), cosigned_at(note, witness))
            found = self.code(read_key, text)
            self.ask("no key of a log", "note.key", found)
            changed = Note(note.text + "more\n", note.signatures)
            self.ask("another text", (None, 1), cosigned_at(changed, witness))
        requests = data["requests"]
        public = bytes.fromhex(requests["public"])
        origin = requests["origin"]
        key = NoteKey(origin, key_id(origin, LOG_KEY, public), public)
        heads = {0: Checkpoint(origin, 0, Tree().root())}
        for name in ("first", "to_three", "to_five"):
            lines, _, signed = requests[name].partition("\n\n")
            old, *proof = lines.split("\n")
            size = int(old.removeprefix("old "))
            note = read_note(signed.encode("utf-8"))
            self.ask(name, None, self.code(check_note, note, key))
            head = read_checkpoint(note.text)
            heads[head.size] = head
            path = [base64.b64decode(part) for part in proof]
            if size:
                self._consistency(name, False, size, head.size, heads[size].root, head.root, path)
            else:
                self.ask(name, [], path)


# ================================================================================================
# The command
# ================================================================================================

NOT_CHECKED = "not checked: texts, consultation, rules, stations, outcome, implementation"


def printable(text: str) -> str:
    """Text from a record, made harmless for a terminal: what does not print is escaped."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def show(report: Report) -> None:
    """Print a report for people; the verdict is the last line."""
    for one in report.by_step():
        accused = f" [{one.accused}]" if one.accused else ""
        detail = f": {one.detail}" if one.detail else ""
        line = f"step {one.step:2}  {one.severity}: {one.code}{accused} {one.place}{detail}"
        sys.stdout.write(printable(line).rstrip() + "\n")
    for box in report.boxes:
        region = f"{box['region']}, " if box["region"] else ""
        result = "no verified result" if box["result"] is None else box["result"]
        sys.stdout.write(f"box {region}{box['uuid']}: {result}\n")
    sys.stdout.write(f"{NOT_CHECKED}\n{report.verdict}\n")


def as_json(report: Report) -> str:
    """A report as one line of JSON."""
    findings = [
        {"code": one.code, "step": one.step, "accused": one.accused} for one in report.by_step()
    ]
    return json.dumps({"verdict": report.verdict, "findings": findings, "boxes": report.boxes})


def open_source(path: str) -> Source | bytes | Report:
    """A folder as a record, a file as an archive; a report where it is neither."""
    report = Report()
    try:
        where = Path(path)
        if where.is_dir():
            return Folder(where)
        if where.is_file():
            return where.read_bytes()
        report.add("source.record", 1, "", path, "neither a folder nor a file")
    except (OSError, ValueError) as error:
        report.add("source.unreadable", 1, "", "", str(error))
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit status is that of the verdict."""
    parser = argparse.ArgumentParser(
        description="A second verifier for the voting part of a Dauys record."
    )
    parser.add_argument("source", nargs="?", help="the folder of a record, or a .bel archive")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--strict", action="store_true", help="a warning is an error")
    parser.add_argument("--vectors", metavar="FOLDER", help="run over a folder of vectors instead")
    given = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if given.vectors:
        vectors = Vectors(Path(given.vectors))
        vectors.run()
        for line in vectors.wrong:
            sys.stdout.write(f"DISAGREES {line}\n")
        agreed = sum(vectors.agreed.values())
        sys.stdout.write(f"{agreed} agree, {len(vectors.wrong)} do not\n")
        return 1 if vectors.wrong or not agreed else 0
    if given.source is None:
        parser.error("a source is needed, or --vectors")
    source = open_source(given.source)
    report = source if isinstance(source, Report) else verify(source)
    report.strict = given.strict
    if given.json:
        sys.stdout.write(as_json(report) + "\n")
    else:
        show(report)
    return {"accepted": 0, "refused": 1}.get(report.verdict, 2)


if __name__ == "__main__":
    sys.exit(main())
