"""Powers of one base by a table are the powers that every other way gives."""

from __future__ import annotations

import pytest

from dauys.group import GROUPS


@pytest.mark.parametrize("name", GROUPS)
def test_a_table_gives_the_same_powers(name: str) -> None:
    group = GROUPS[name]
    q = group.order
    for base in (group.generator, group.power_secret(group.generator, 12345)):
        power = group.powers_vartime(base)
        for exponent in (0, 1, 2, 255, 256, 65_535, 2**200 + 1, q - 1, q, q + 7, -1):
            assert power(exponent) == group.product_vartime(((base, exponent),)), exponent
