"""The online count: the encrypted sum, its partial decryptions, the result. Nothing else opens."""
