"""The curve of Ed25519 in plain integers, written from RFC 8032, section 5.1.

Slow, and independent of libsodium: tests and vectors need points that libsodium refuses to make.
"""

from __future__ import annotations

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

Point = tuple[int, int]
NEUTRAL: Point = (0, 1)


def add(left: Point, right: Point) -> Point:
    """The sum of two points of the whole curve, by the complete affine law."""
    (x1, y1), (x2, y2) = left, right
    product = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P)
    return x % P, y % P


def times(number: int, point: Point) -> Point:
    """A multiple of a point; the number is not reduced."""
    total = NEUTRAL
    while number:
        if number & 1:
            total = add(total, point)
        point = add(point, point)
        number >>= 1
    return total


def recover(y: int, sign: int) -> Point | None:
    """The point with this y and this lowest bit of x, or None where there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return (x if x & 1 == sign else P - x, y)


def spelt(point: Point) -> str:
    """64 hexadecimal digits, highest first, as Belenios spells a point."""
    return f"{((point[0] & 1) << 255) ^ point[1]:064x}"


def point(text: str) -> Point:
    """The point of 64 hexadecimal digits, which must be one."""
    number = int(text, 16)
    found = recover(number % 2**255, number >> 255)
    assert found is not None
    return found


def base() -> Point:
    """The generator: y = 4/5, x even."""
    found = recover(4 * pow(5, -1, P) % P, 0)
    assert found is not None
    return found


def torsion() -> list[Point]:
    """The eight points whose order divides 8, from one of order 8; the neutral one first."""
    y = 2
    while True:
        found = recover(y, 0)
        small = times(Q, found) if found else NEUTRAL
        if times(4, small) != NEUTRAL:
            return [times(number, small) for number in range(8)]
        y += 1
