"""What all tests share: the folders of samples and of the corpus, and Hypothesis's settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# The same examples on every run: a red test is about the change at hand. `--hypothesis-seed=0` looks further.
settings.register_profile(
    "newsml",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("newsml")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the samples."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the standards' own files; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the corpus of the standards is not here")
    return SHARED
