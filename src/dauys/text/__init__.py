"""Stage 1, the law text: provisions with stable addresses, versions with a hash, alignment.

``dauys.text.formats.load`` opens a file or folder; everything else here is pure.
"""
