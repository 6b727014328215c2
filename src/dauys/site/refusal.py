"""What a person who runs the site is told where it refuses: the sentence, and what to do then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dauys.errors import DauysError, Fact
from dauys.words import Words


def told(words: Words, error: DauysError) -> Iterator[str]:
    """The lines for a refusal, as the command line has them, and what to do below."""
    yield f"dauys: {error.code}: {words.error(error)}"
    yield from advice(words, error.code, error.facts)


def advice(words: Words, code: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """What to do; only where it takes more than the sentence says."""
    if code == "log.rollback":
        yield words.say("site.rollback.newer")
        yield words.say("site.rollback.adopt", **facts)
        yield words.say("site.rollback.lost")
        yield words.say("site.rollback.never")
    elif code == "log.fork":
        yield words.say("site.fork")
