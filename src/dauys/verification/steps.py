"""The numbered steps of verification, in plain words, once.

The code in `verify`, `voting` and `public` runs them under the same numbers, docs/9-verification.md
repeats them, and words/ says them in Kazakh, Russian and English. A ``.bel`` archive has steps 1, 8
and 10 to 13 only. What each step asks in full: docs/specification/9-verification.md.

 1 The log: the checkpoint is signed with the log's key, and every entry, bundle and tile hashes to
   its root. Of an archive: every document has its hash, the chain is whole, every byte in place.
 2 The entries: each is in its one canonical spelling, of a known kind, no earlier than the last.
 3 The order: each event stands where the law of the record allows it, and speaks of known things.
 4 The objects: each object that an entry names is there, with its hash and its size.
 5 The texts: each version has the hash it states over all its languages.
 6 The consultation: each proposal is anchored to words that stand in its text; each answer belongs
   to a proposal, comes after it, and names the words that carry it.
 7 The question: it is worded in every language, bound to a published text, with a readable rule.
 8 The set-up: group, keys and their proofs, rolls; one box for each counting region; each election
   is the one that question and region allow.
 9 The confirmations: the registrar and every trustee signed the hash of the set-up.
10 The ballots: each is well formed, from a listed credential, proven and signed; none comes twice;
   each challenged ballot opens to what it shows and was never cast.
11 The encrypted tally: it is the sum of the last ballot of each credential.
12 The partial decryptions: each factor is proven, bound to its statement; no nonce is used twice.
13 The result: it is what the decryptions open, within the weight of the ballots.
14 The stations: each protocol belongs to a listed station, and its ballots add up.
15 The outcome: it follows from the protocols and the online counts by the rule.
16 The implementation: each planned step is bound to words that stand in the adopted text.
"""

from __future__ import annotations

LOG = 1
ENTRIES = 2
ORDER = 3
OBJECTS = 4
TEXTS = 5
CONSULTATION = 6
QUESTION = 7
SETUP = 8
CONFIRMATIONS = 9
BALLOTS = 10
ENCRYPTED_TALLY = 11
DECRYPTIONS = 12
RESULT = 13
STATIONS = 14
OUTCOME = 15
IMPLEMENTATION = 16

STEPS = range(LOG, IMPLEMENTATION + 1)
