"""Findings that no rule makes: what readers, writers and schemas report, explained by `newsml rule` too."""

from __future__ import annotations

from newsml.issues import Severity
from newsml.rules.registry import Rule, add

_NOTICES: dict[str, tuple[Severity, str]] = {
    "SYNTAX": (
        "error",
        """The input is well-formed.

Why: the reader cannot tell where a text ends and the next begins once a bracket, a quote or an end tag is
missing. It stops there rather than taking half an article for a whole one.
See: RFC 8259 (JSON), XML 1.0, YAML 1.2, TOML 1.0.""",
    ),
    "ENCODING": (
        "warning",
        """The encoding of the input is known.

Why: without a byte order mark or a declaration, and if it is not UTF-8, it is guessed from the bytes. A wrong
guess spoils every letter that is not English. Give -O encoding=NAME, or save the file as UTF-8.
See: WHATWG Encoding Standard; W3C, "Declaring character encodings".""",
    ),
    "CONTROL": (
        "warning",
        """The input holds no control characters.

Why: XML cannot carry them and readers cannot see them, so that the reader takes them out and says how many.
They come from wire lines and from copying out of PDF.
See: XML 1.0 section 2.2; IPTC 7901 (wire formats that used them).""",
    ),
    "LARGE": (
        "info",
        """A file is looked at as a whole.

Why: of NewsML-G2 of more than 8 MB, one item is in memory at a time (1,000 concepts of a vocabulary), so that a file
of any size can be checked. What only the items together show is not seen then; the finding says what that is.
See: newsml, docs/newsml-g2.md (large files).""",
    ),
    "MODEL": (
        "error",
        """Every value is of its field's kind.

Why: an article is built as a whole or not at all, so that no output is made from an urgency of 12 or a date
that no calendar has. All wrong values are listed at once.
See: newsml, docs/model.md.""",
    ),
    "SCHEMA": (
        "error",
        """The input follows the schema of its format.

Why: receivers check against it first and refuse what does not fit, mostly the whole file.
See: newsml schema FORMAT prints the schema; the standard that it follows is named in it.""",
    ),
    "UNKNOWN": (
        "warning",
        """Every field, element and property of the input is known.

Why: what the reader does not know it keeps in extra or foreign, but no other format gets it. Mostly it is a
known name that was mistyped.
See: newsml, docs/text.md and docs/markdown.md (what each reader takes).""",
    ),
    "DERIVED": (
        "info",
        """A value was inferred, not read.

Why: nobody should take a guess for a fact. The field is listed in derived. --no-derive turns all inference
off, --strict makes it an error.
See: newsml, docs/model.md (derived).""",
    ),
    "SITE": (
        "info",
        """A value is taken from the site's settings.

Why: newsml.toml says once what is the same for all articles. What it filled in is reported, so that nobody
looks for it in the file. As an error: a setting is wrong.
See: newsml, docs/site.md.""",
    ),
    "DATE": (
        "warning",
        """Every date of the input can be read.

Why: "yesterday" and 2025-13-01 name no day that all readers agree on. A date that cannot be read is left out
rather than guessed. The rules on dates have ids that begin with DATE-.
See: ISO 8601, RFC 3339, RFC 5322 (the forms that are read); newsml, docs/text.md.""",
    ),
    "ZONE": (
        "warning",
        """A time has a zone.

Why: "14:30" is 26 different moments. The site's time zone is applied if there is one; otherwise the time is
not taken, because a zone that nobody said would be wrong for most.
See: RFC 3339 section 4.4; NewsML-G2 2.35 (dates with a zone).""",
    ),
    "SUPPLIED": (
        "info",
        """The article has every value that the target format demands.

Why: a standard may require what the article does not say, such as an id or the time of the version. The
writer takes the nearest fact that is known, never an invented one, and says which. An error: there is none.
See: NewsML-G2 2.35 (guid, versionCreated and provider are required).""",
    ),
    "JSONLD": (
        "error",
        """The text can be written into a web page.

Why: a lone surrogate or a NUL has no encoding. Written anyway, it makes the whole block unreadable.
See: RFC 8259 section 8.2; HTML Standard section 13.2.3.""",
    ),
    "LOSS": (
        "warning",
        """The target format carries everything that the article says.

Why: no format has a place for all of it. What is not written is named, one line each, so that it is a
decision and not an accident. --loss error stops at the first, --loss ignore is silent.
See: newsml, docs/losses-and-findings.md.""",
    ),
    "REFUSED": (
        "error",
        """What may not be published is not written to a public format.

Why: embargoed, withheld and canceled articles must not reach a page, a feed or a search engine, where they
cannot be called back.
See: NewsML-G2 2.35, ``embargoed`` and ``pubStatus``.""",
    ),
    "EMBED": (
        "warning",
        """The JSON-LD of an article fits into the page.

Why: newsml embed touches nothing but its own marked block. Where another tool has marked up the same article,
two blocks would tell two stories; where a script or comment has no end, the block would be swallowed.
See: newsml, docs/embed.md; HTML Standard section 13.2.6.4.""",
    ),
    "FILE": (
        "error",
        """The file can be read or written.

Why: it does not exist, is a folder, is not permitted or the disk is full. Nothing half-written is left.
See: newsml, docs/cli.md (exit codes).""",
    ),
}

for _id, (_severity, _doc) in _NOTICES.items():
    add(Rule(_id, _severity, _doc))
