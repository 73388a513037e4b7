"""What newsml writes is without a fault by its own rules, in every profile and shape: only facts may be missing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsml
from newsml.api import dumps, load_all
from newsml.meta import find_site
from newsml.rules import Context
from newsml.rules.jsonld import faults

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
NOW = datetime(2027, 6, 1, tzinfo=UTC)
MISSING = {
    "JL504": "a date of publication", "JL506": "a picture", "JL507": "the language", "JL508": "the address",
    "JL509": "a summary", "JL601": "an author", "JL606": "the author's page", "JL609": "the publisher",
    "JL610": "a logo",
}  # fmt: skip
"""Rules that ask for a fact that the article does not tell."""
SOURCES = sorted(
    [*(path for path in SAMPLES.glob("*/article.*") if ".meta." not in path.name), *SAMPLES.glob("*/feed.*")]
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}{path.suffix}")
@pytest.mark.parametrize("shape", ["flat", "graph"])
@pytest.mark.parametrize("profile", ["core", "news", "full"])
@pytest.mark.parametrize("body", [False, True])
def test_samples(path: Path, shape: str, profile: str, body: bool) -> None:
    site = find_site(path.parent)
    written = 0
    for article in load_all(path, site=site):
        assert isinstance(article, newsml.Article)
        try:
            data = dumps(article, "jsonld", site=site, profile=profile, shape=shape, body=body, now=NOW)
        except newsml.Refused:
            continue
        written += 1
        found = faults(data.decode(), context=Context(now=NOW, site=site))
        assert not [str(one) for one in found if one.severity != "info" and one.rule not in MISSING]
    if not written:
        pytest.skip("nothing in it may be published")
