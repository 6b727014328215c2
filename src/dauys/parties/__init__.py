"""What a person does on an own machine with an own secret: voter, registrar, trustee.

Only this folder draws randomness for secrets and makes proofs; the site never imports it.
"""
