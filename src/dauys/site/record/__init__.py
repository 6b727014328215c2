"""The record: the log's entries and objects as rows, and the sequencer that signs them."""
