"""Who goes with whom: units of two texts, the paragraphs in them, the languages of one text.

It names no relation and prints nothing: `dauys.text.compare` does the one, `cli` the other.
"""
