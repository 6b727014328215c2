"""The group BELENIOS-2048, by GMP (docs/specification/5-voting.md, section 1.2).

The subgroup of prime order q (256 bits) of the integers modulo a prime p (2048 bits); p, q and g
come from the Belenios specification, section 5.1.1, which gives the seed of their generation by
FIPS 186-4. An element is spelt in decimal digits. The cofactor is large and has small factors, so
that every foreign number is raised to the power q before it is an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import gmpy2
from gmpy2 import mpz

from dauys.errors import Refused
from dauys.group.protocol import Element

P = int(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717"
    "40192223725449768433812906663313807895840496005438963628979639303877390572280360"
    "59737494276713767776188985898727358650490811670993105358677809800307904916540637"
    "77173764198678527273474476341835600035698305193144284561701911000786737307333564"
    "12397173289791324047457883446826065232797464795113767265869358218004631792207366"
    "88600526271863633860887968821207694323661494910029234443463732221458841005864210"
    "50242120365433561201320481118852408731077014151666200162313177169372189248078507"
    "711827842317498073276598828825169183103125680162072880719"
)
Q = int("78571733251071885079927659812671450121821421258408794611510081919805623223441")
G = int(
    "24023526775018522092276877035323999327122876573783649165100753187876632741463532"
    "19320285676155269678799694668298749389095083896573425601900601068477164491735474"
    "13728310461045868131451178164675540052740288984613986453266121505579709716201616"
    "82703128864324566638348636357821061549184199825343151897406581868686511513585764"
    "10138882215396016043228843603930989333662772848406593138406010231675095763777982"
    "66510360682240663507669776402534625377308513317349519424896775405257365904949247"
    "76314759915751987751777114814909204566002054781270547282381409725186398583341157"
    "00568353695553423781475582491896050296680037745308460627"
)
_DECIMAL = re.compile("[1-9][0-9]{0,616}")


class Belenios2048:
    """See `dauys.group.protocol.Group`."""

    name = "BELENIOS-2048"
    order = Q
    generator = Element(str(G))
    identity = Element("1")

    def __init__(self) -> None:
        self._p = mpz(P)
        self._q = mpz(Q)

    def element(self, text: str, accused: str = "") -> Element:
        if not _DECIMAL.fullmatch(text):
            raise Refused("group.encoding", accused)
        value = mpz(text)
        if value >= self._p:
            raise Refused("group.encoding", accused)
        if gmpy2.powmod(value, self._q, self._p) != 1:
            raise Refused("group.member", accused)
        return Element(text)

    def times(self, left: Element, right: Element) -> Element:
        return Element(str(mpz(left) * mpz(right) % self._p))

    def over(self, left: Element, right: Element) -> Element:
        return Element(str(gmpy2.divm(mpz(left), mpz(right), self._p)))

    def product_vartime(self, terms: Iterable[tuple[Element, int]]) -> Element:
        product = mpz(1)
        for base, exponent in terms:
            product = product * gmpy2.powmod(mpz(base), exponent % Q, self._p) % self._p
        return Element(str(product))

    def power_secret(self, base: Element, exponent: int) -> Element:
        scalar = exponent % Q
        if scalar == 0:  # powmod_sec asks for an exponent above zero
            return self.identity
        return Element(str(gmpy2.powmod_sec(mpz(base), scalar, self._p)))

    def respond_secret(self, nonce: int, challenge: int, secret: int) -> int:
        return int((mpz(nonce) - mpz(challenge) * mpz(secret)) % self._q)


BELENIOS_2048 = Belenios2048()
