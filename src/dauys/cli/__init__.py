"""The command line: one module a group of commands; typer and rich are used here only.

`main` is the entry point and the table of commands; `voice` speaks the chosen language; `files`
reads and writes with clear codes; `page` draws the help pages. A command's functions hold no help
text: that stands in ``words/``.
"""
