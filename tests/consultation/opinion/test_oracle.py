"""scikit-learn as the oracle: the same positions, and the same groups from the same start.

Importing it takes seconds: all that needs it is here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dauys.consultation.opinion import clusters, components, wire
from dauys.consultation.opinion.draws import Draws
from dauys.consultation.opinion.votes import Votes
from tests.consultation.opinion.made import csv_of, planted
from tests.consultation.opinion.test_components import centred
from tests.shared import shared

CONVERSATIONS = ("15-per-hour-seattle", "brexit-consensus", "vtaiwan.uberx", "planted")


@pytest.fixture(params=CONVERSATIONS)
def votes(request: pytest.FixtureRequest) -> Votes:
    if request.param == "planted":
        return wire.read(csv_of(planted(300, 60, 3)[0])).votes
    return wire.read((shared("polis") / request.param / "votes.csv").read_bytes()).votes


def scaled(votes: Votes) -> Any:
    """What scikit-learn's full singular value decomposition gives, in millionths."""
    from sklearn.decomposition import PCA

    wide = centred(votes)
    flat = PCA(2, svd_solver="full").fit_transform(wide)
    return flat * np.sqrt(wide.shape[1] / votes.cast())[:, None] * components.UNIT


def test_positions_groups_and_silhouettes(votes: Votes) -> None:
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    points = np.stack(components.positions(votes))
    for ours, theirs in zip(points, scaled(votes).T, strict=True):
        assert np.max(np.abs(ours - np.sign(ours @ theirs) * theirs)) <= 2
    taking_part = points[:, votes.cast() >= 7]
    for k in range(clusters.FEWEST, clusters.MOST + 1):
        start = clusters._start(taking_part, k, Draws(f"oracle/{k}"))
        labels, spread = clusters.lloyd(taking_part, start)
        theirs = KMeans(k, init=start.T.astype(float), n_init=1, tol=0, max_iter=300)
        assert theirs.fit_predict(taking_part.T.astype(float)).tolist() == labels.tolist()
        assert spread == pytest.approx(theirs.inertia_, rel=1e-9)
        width = clusters.silhouettes(taking_part, [labels], "oracle")[0]
        assert width == pytest.approx(1e6 * silhouette_score(taking_part.T, labels), abs=2)


def test_the_best_of_our_starts_is_as_good_as_theirs() -> None:
    """The sum of squares within the groups, of ten starts each: within a thousandth of theirs."""
    from sklearn.cluster import KMeans

    votes = wire.read(csv_of(planted(300, 60, 3)[0])).votes
    points = np.stack(components.positions(votes))[:, votes.cast() >= 7]
    for grouping in clusters.divide(points, "oracle"):
        theirs = KMeans(grouping.k, n_init=10, random_state=0).fit(points.T.astype(float))
        within = sum(
            float(points[:, grouping.labels == n].astype(float).var(axis=1).sum())
            * int((grouping.labels == n).sum())
            for n in range(grouping.k)
        )
        assert within <= theirs.inertia_ * 1.001
