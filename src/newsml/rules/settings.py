"""Which rules count, and how much: profiles, and the table ``[rules]`` of ``newsml.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from newsml.issues import Issue, Severity
from newsml.rules.registry import GOOGLE, named

PROFILES: dict[str, Mapping[str, str]] = {"house": {}, "google": GOOGLE}
"""The profiles: what each changes, by rule. ``house`` is how the rules are documented; ``google`` is weaker: what
Google documents for news, and what breaks the JSON-LD."""

LEVELS: tuple[str, ...] = ("off", "info", "warning", "error")


def adjusted(
    issues: Iterable[Issue], profile: str = "house", own: Mapping[str, str] | None = None
) -> Iterator[Issue]:
    """The issues as a profile and a site's own settings have them: others in severity, or left out.

    ``own`` goes from a rule or group (``JL3``) to ``off``, ``info``, ``warning`` or ``error``; the longest name wins.
    """
    base = PROFILES[profile]
    if not base and not own:
        yield from issues
        return
    given = tuple(sorted((own or {}).items()))
    for issue in issues:
        level = _level(issue.rule, given) or _weaker(base.get(issue.rule), issue.severity)
        if level is None:
            yield issue
        elif level != "off":
            severity: Severity = "error" if level == "error" else "warning" if level == "warning" else "info"
            yield issue._replace(severity=severity)


def _weaker(level: str | None, severity: str) -> str | None:
    """A profile never makes a finding worse than its rule does."""
    if level is None or LEVELS.index(level) < LEVELS.index(severity):
        return level
    return None


@lru_cache(maxsize=4096)
def _level(rule: str, own: tuple[tuple[str, str], ...]) -> str | None:
    found = [(len(name), level) for name, level in own if named(rule, name.upper())]
    return max(found)[1] if found else None
