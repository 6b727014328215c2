"""The site does not start beside another program on the same port."""

from __future__ import annotations

import socket

import pytest

from dauys.errors import Refused
from dauys.site.look.management.commands.serve import LOOPBACK, free


@pytest.fixture
def listening() -> socket.socket:
    """Another program that would share its port, as the server of the site does."""
    other = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    other.bind((LOOPBACK, 0))
    other.listen()
    return other


def test_a_port_that_is_taken_is_refused_even_where_it_would_be_shared(
    listening: socket.socket,
) -> None:
    port = listening.getsockname()[1]
    with pytest.raises(Refused) as refused:
        free(port)
    assert (refused.value.code, refused.value.facts) == ("site.port", {"port": port})
    listening.close()
    free(port)
