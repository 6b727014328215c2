"""Compiles the words of the site when the package is built or installed, so that a wheel has them.

Called by hatchling; nothing else is needed for it than the standard library.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUE = "src/dauys/site/look/catalogue.py"


class Words(BuildHookInterface[Any]):
    """The step of the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before files are gathered; loads the module by its place: nothing is installed yet."""
        spec = importlib.util.spec_from_file_location("catalogue", Path(self.root) / CATALOGUE)
        if spec is None or spec.loader is None:
            raise ImportError(CATALOGUE)
        catalogue = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogue)
        catalogue.write()
