"""The matrix from provision to practice, as pages."""
