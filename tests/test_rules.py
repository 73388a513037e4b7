"""Each rule finds its bad sample, leaves its good one alone, and says why it is there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsml
from newsml.errors import UsageError
from newsml.issues import Issue
from newsml.model import Article
from newsml.rules import RULES, Context, Rule, check, rule, wanted
from newsml.rules.registry import add
from newsml.site import Publisher, Site

SAMPLES = Path(__file__).parent / "rules"
CHECKS = [rule for rule in RULES.values() if rule.function and rule.format is None]
NOTICES = [rule for rule in RULES.values() if not rule.function]
NOW = Context(now=datetime(2026, 3, 1, 12, tzinfo=UTC))


def sample(id: str, name: str) -> Article:
    return newsml.load(SAMPLES / id / f"{name}.json")


def found(article: Article) -> list[Issue]:
    return check(article, context=NOW)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.id)
def test_bad_sample_is_found(one: Rule) -> None:
    issues = found(sample(one.id, "bad"))
    assert {issue.rule for issue in issues} == {one.id}, "its own rule, and no other"
    assert all(issue.severity == RULES[issue.rule].severity for issue in issues)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.id)
def test_good_sample_is_left_alone(one: Rule) -> None:
    issues = found(sample(one.id, "good"))
    assert one.id not in {issue.rule for issue in issues}
    assert [str(issue) for issue in issues if issue.severity != "info"] == []


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.id)
def test_message_is_for_a_person(one: Rule) -> None:
    for issue in found(sample(one.id, "bad")):
        assert re.fullmatch(r"[^\n]{20,400}", issue.message), "one line, and not just a word"
        assert not issue.message.endswith(".")
        assert issue.path.split(".")[0] in Article.model_fields


@pytest.mark.parametrize("one", RULES.values(), ids=lambda one: one.id)
def test_rule_explains_itself(one: Rule) -> None:
    title, _, rest = one.doc.partition("\n\n")
    assert "\n" not in title
    assert title.endswith(".")
    assert re.match(r"Why: .{40,}?\nSee: .+", rest, re.DOTALL)
    assert re.fullmatch(r"[A-Z][A-Z0-9]*(-[A-Z]+)*", one.id)
    assert one.severity in ("error", "warning", "info")


def test_every_folder_is_a_rule() -> None:
    assert {folder.name for folder in SAMPLES.iterdir()} == {one.id for one in RULES.values() if one.function}


def test_there_are_rules_of_every_kind() -> None:
    groups = {one.group for one in CHECKS}
    assert groups >= {
        "ID",
        "DATE",
        "TEXT",
        "HEADLINE",
        "SUBJECT",
        "RIGHTS",
        "LANG",
        "BODY",
        "MEDIA",
        "AUTHOR",
    }


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match="two rules with the id DATE-ORDER"):
        add(Rule("DATE-ORDER", "error", "Another."))


def test_issues_of_the_package_are_documented() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(newsml.__file__).parent.rglob("*.py"))
    issued = set(re.findall(r'Issue\(\s*"([A-Z-]+)"', source))
    assert issued
    assert issued <= set(RULES)


def test_what_the_explanations_name_exists() -> None:
    from newsml.cli import cli
    from newsml.formats import FORMATS, reader, writer
    from newsml.options import own_names

    switches = {name for command in cli.commands.values() for param in command.params for name in param.opts}
    options = {name for f in FORMATS if f.reads for name in own_names(reader(f).ReadOptions)}
    options |= {name for f in FORMATS if f.writes for name in own_names(writer(f).WriteOptions)}
    root = Path(__file__).parents[1]
    named = 0
    for one in RULES.values():
        text = " ".join(one.doc.split())
        for page in re.findall(r"docs/[\w./-]*[\w]", text):
            assert (root / page).is_file(), (one.id, page)
            named += 1
        for switch in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text):
            assert switch in switches, (one.id, switch)
            named += 1
        for option in re.findall(r"(?<![\w-])-O (\w+)", text):
            assert option in options, (one.id, option)
            named += 1
        for command in re.findall(r"\bnewsml (\w+) [A-Z]", text):
            assert command in cli.commands, (one.id, command)
    assert named > 10


# --- choosing ------------------------------------------------------------------------------------


@pytest.fixture
def poor() -> Article:
    return Article.build({"headline": "Ferry returns.", "body": "The ferry returns."})


def test_select_by_group(poor: Article) -> None:
    assert {issue.rule for issue in check(poor, select=["HEADLINE"])} == {"HEADLINE-STOP"}
    assert {issue.rule for issue in check(poor, select=["date-missing", "LANG"])} == {
        "DATE-MISSING",
        "LANG-UNKNOWN",
    }


def test_ignore_wins_over_select(poor: Article) -> None:
    assert check(poor, select=["HEADLINE"], ignore=["HEADLINE-STOP"]) == []
    everything, rest = check(poor), check(poor, ignore=["ID"])
    assert {i.rule for i in everything} - {i.rule for i in rest} == {"ID-MISSING", "ID-PROVIDER"}


def test_a_group_is_a_whole_word() -> None:
    assert wanted("DATE-ORDER", ["DATE"], [])
    assert wanted("DATE-EMBARGO-OPEN", ["DATE-EMBARGO"], [])
    assert not wanted("DATELINE-REPEATED", ["DATE"], [])
    assert not wanted("DATE-ORDER", [], ["date"])


def test_unknown_rule_names_the_nearest(poor: Article) -> None:
    with pytest.raises(UsageError, match=r"no rule DATE-ODER: did you mean DATE-ORDER\?"):
        rule("DATE-ODER")
    with pytest.raises(UsageError, match=r"no rule HEADLIN: did you mean HEADLINE\?"):
        check(poor, select=["HEADLIN"])
    assert rule("loss").function is None


# --- what they know beside the article -----------------------------------------------------------


def test_without_a_clock_nothing_is_late() -> None:
    for id in ("DATE-FUTURE", "DATE-EXPIRED", "DATE-EMBARGO-OVER", "RIGHTS-OVER"):
        assert id not in {issue.rule for issue in check(sample(id, "bad"))}


def test_the_site_answers_for_its_articles(poor: Article) -> None:
    site = Site(publisher=Publisher(name="Harbour Post"), copyright_notice="© Harbour Post")
    known = {issue.rule for issue in check(poor, context=Context(site=site))}
    assert not known & {"ID-PROVIDER", "RIGHTS-HOLDER"}
    named = Article.build({"headline": "Ferry returns - Harbour Post"})
    assert "HEADLINE-SITE" in {issue.rule for issue in check(named, context=Context(site=site))}


def test_one_context_serves_many_articles() -> None:
    bad, good = sample("TEXT-ENTITY", "bad"), sample("TEXT-ENTITY", "good")
    rules = [[issue.rule for issue in check(article, context=NOW)] for article in (bad, good, bad)]
    assert rules == [["TEXT-ENTITY"], [], ["TEXT-ENTITY"]]


def test_an_empty_article_is_only_told_what_it_lacks() -> None:
    rules = {issue.rule for issue in check(Article())}
    assert rules == {
        "ID-MISSING", "ID-PROVIDER", "DATE-MISSING", "HEADLINE-MISSING", "SUMMARY-MISSING", "BODY-EMPTY",
        "LANG-UNKNOWN", "AUTHOR-NONE", "SUBJECT-NONE", "RIGHTS-HOLDER",
    }  # fmt: skip


# --- hard cases ----------------------------------------------------------------------------------


def rules_of(fields: dict[str, object], *select: str) -> list[str]:
    return [issue.rule for issue in check(Article.build(fields), context=NOW, select=select)]


def garbled(words: str) -> str:
    """UTF-8 read as Windows-1252, or as Latin-1 where that leaves holes."""
    try:
        return words.encode().decode("cp1252")
    except UnicodeDecodeError:
        return words.encode().decode("latin-1")


@pytest.mark.parametrize(
    "words",
    [
        "på øya",
        "Müller",
        "l’été",
        "“so”",
        "10 °C",
        "Привет",
        "مرحبا",
        "日本語",
        "Łódź",
        "🎉 a",
        "São",
        "हिन्दी",
        "\xa0la",
    ],
)
def test_garbled_words_are_found(words: str) -> None:
    assert rules_of({"headline": garbled(words)}, "TEXT-MOJIBAKE") == ["TEXT-MOJIBAKE"]


@pytest.mark.parametrize(
    "words",
    [
        "«På Å»", "AMANHÃ”", "SÃO PAULO", "IRMÃ – a história", "il a dit : « voilà »", "né\xa0»",
        "ÅRSTAD – ØYGARDEN", "Ärzte", "ŠKODA", "Ñandú", "Ðorđe", "Ænes", "naïve façade", "Ωmega", "Привет",
        "日本語",
    ],
)  # fmt: skip
def test_real_words_are_not_garbled(words: str) -> None:
    assert rules_of({"headline": words}, "TEXT-MOJIBAKE") == []


@pytest.mark.parametrize(
    "name",
    [
        "Anders Holm",
        "Jean-Luc de la Tour",
        "Ortega y Gasset",
        "Olav Brekke, Jr.",
        "Da Silva",
        "Mira E. Holm",
        "Wendy Andy",
    ],
)
def test_names_of_one_person(name: str) -> None:
    assert rules_of({"authors": [name]}, "AUTHOR-JOINED", "AUTHOR-BY", "AUTHOR-TITLE", "AUTHOR-CONTACT") == []


@pytest.mark.parametrize(
    "name",
    [
        "Mira Holm und Olav Brekke",
        "Mira Holm, Olav Brekke",
        "Mira Holm / Olav Brekke",
        "M. Holm & O. Brekke",
        "Ana Ruiz y José Gil",
    ],
)
def test_names_of_two_people(name: str) -> None:
    assert rules_of({"authors": [name]}, "AUTHOR") == ["AUTHOR-JOINED"]


@pytest.mark.parametrize(
    ("early", "late", "surely"),
    [
        ("2026-02-13", "2026-02-15", True),
        ("2026-02-14", "2026-02-14T09:00:00Z", False),
        ("2026-02", "2026-02-28", False),
        ("2025", "2026-02", True),
        ("2026-02-14T09:00:00+02:00", "2026-02-14T08:00:00Z", True),
        ("2026-02-14T09:00:00+01:00", "2026-02-14T08:00:00Z", False),
        ("0001", "9999", True),
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", True),
    ],
)
def test_dates_are_compared_as_far_as_they_are_known(early: str, late: str, surely: bool) -> None:
    assert (
        rules_of({"content_modified": early, "content_created": late}, "DATE-ORDER") == ["DATE-ORDER"]
    ) is surely
    assert rules_of({"content_modified": late, "content_created": early}, "DATE-ORDER") == []


def test_words_within_nodes_are_looked_at() -> None:
    nested = {"kind": "paragraph", "children": [{"kind": "strong", "children": ["Tom &amp; Ann"]}]}
    lists = {"kind": "list", "items": [[nested]]}
    figure = {"kind": "figure", "media": {"url": "https://a.example/1.jpg", "alt": "Tom &amp; Ann"}}
    issues = check(Article.build({"body": [nested, lists, figure]}), select=["TEXT-ENTITY"])
    assert [issue.path for issue in issues] == ["body.2.media.alt", "body.0", "body.1"]


def test_code_means_itself() -> None:
    code = {"kind": "paragraph", "children": ["Write ", {"kind": "code", "text": "&amp; <b>"}, "."]}
    assert (
        rules_of({"body": [code, {"kind": "preformatted", "text": "&lt;  <b>"}]}, "TEXT", "BODY-MARKUP") == []
    )


def test_many_faults_of_one_text_are_one_finding() -> None:
    assert rules_of({"summary": "Tom &amp; Ann &amp; Bo &#39;"}, "TEXT-ENTITY") == ["TEXT-ENTITY"]


@given(
    text=st.text(max_size=60),
    tag=st.sampled_from(["x-a", "i-klingon", "de-1996", "qaa-Qaaa-QM", "zh-cmn-Hans-CN", "und"]),
)
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_strange(text: str, tag: str) -> None:
    article = Article.build({
        "id": text, "version": text, "headline": text, "summary": text, "slugline": text, "dateline": text,
        "byline": text, "keywords": [text], "copyright_notice": text, "copyright_year": 2026,
        "language": tag, "authors": [text], "subjects": [{"name": text, "qcode": text, "role": text}],
        "paywall": [text], "places": [{"country": text}], "images": [{"alt": text, "caption": text}],
        "ed_notes": text,
        "body": [{"kind": "paragraph", "children": [text, {"kind": "link", "href": text}]}],
    })  # fmt: skip
    assert all(issue.message for issue in check(article, context=NOW))


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time(year: str) -> None:
    moment = f"{year}-12-31T23:59:59-12:00"
    article = Article.build({"published": moment, "embargoed_until": moment, "expires": [moment, year]})
    late = Context(now=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    assert {issue.severity for issue in check(article, context=late)} <= {"error", "warning", "info"}
