"""Stage 2, the consultation: anchored proposals, hearings, and an answer to each proposal."""
