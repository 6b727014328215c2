"""What `benchmarks/verify_large.py` is made of: the records, the runs, the picture."""
