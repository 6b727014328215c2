"""What a written file does not carry: it is read again and laid beside the text it was made from.

Not every format can say everything (3-text, section 7). What a reader of the file would find
otherwise is told by its address; nothing is lost silently.
"""

from __future__ import annotations

from dauys.errors import DauysError, Finding, Findings
from dauys.text.formats import FORMATS, read_bytes
from dauys.text.provision import Text

_Place = tuple[str, str, str, str, str]  # the address above, kind, number, heading, text


def lost(text: Text, data: bytes, suffix: str) -> Findings:
    """Findings ``text.lost``: what ``data``, written for this ending, is read to otherwise.

    None for a format that is only written.
    """
    found = Findings()
    if not FORMATS[suffix].read:
        return found
    try:
        again = read_bytes(data, suffix, text.language).text
    except DauysError as error:
        found.add_error(error)
        return found
    if again == text:
        return found
    before, after = _places(text), _places(again)
    odd = [address for address, place in before.items() if after.get(address) != place]
    odd += [address for address in after if address not in before]
    common = [address for address in before if address in after]
    if not odd and common != [address for address in after if address in before]:
        odd = common  # the same provisions in another order
    if text.title != again.title:
        odd.insert(0, "title")
    for address in odd:
        found.add(Finding("text.lost", "warning", f"provision:{address}", facts={"suffix": suffix}))
    return found


def _places(text: Text) -> dict[str, _Place]:
    waiting = [("", each) for each in reversed(text.provisions)]
    found: dict[str, _Place] = {}
    while waiting:
        above, each = waiting.pop()
        found[each.address] = (above, each.kind, each.number, each.heading, each.text)
        waiting.extend((each.address, child) for child in reversed(each.children))
    return found
