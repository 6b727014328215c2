"""Stage 10, the implementation: from each provision to the acts, bodies and deadlines it needs."""
