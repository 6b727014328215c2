"""``python -m dauys``: the same as the command ``dauys``."""

from dauys.cli.main import run

run()
