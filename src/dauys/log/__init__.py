"""The Merkle log: hashing, tiles, signed notes, checkpoints, proofs, writing and reading.

docs/specification/2-log.md says what stands on disk. Nothing here knows what an entry means, opens
a file or reads a clock: files are (path, bytes) pairs, and a source is anything with ``read``.
"""
