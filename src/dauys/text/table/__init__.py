"""The comparative table of two texts: as data, in figures, as a picture, and as a document.

docs/specification/3-text.md, section 8. `rows` makes the table from a comparison, `figures` counts
it, `names` calls its provisions, and a module for each format writes it (`write` chooses one). It
opens no file, and knows the words of no language: whoever asks gives a `names.Say`.
"""
