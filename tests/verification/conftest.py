"""Errors and findings are held to their form in every test of this folder."""

from __future__ import annotations

from tests.wellformed import wellformed as wellformed
