"""The objects of the record, for reading: whatever entries name, by its SHA-256."""

from __future__ import annotations

from dauys.site.record.models import Thing


def read(sha256: str) -> bytes | None:
    """The bytes of an object; None where there is none or its words were withdrawn."""
    data = Thing.objects.filter(pk=sha256).values_list("data", flat=True).first()
    return None if data is None else bytes(data)
