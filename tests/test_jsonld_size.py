"""JSON-LD that would be larger than the option ``max_size`` says: what gives way, in which order, and what is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsml import embed, loads
from newsml.api import dumps
from newsml.errors import ContentError, UsageError
from newsml.issues import Issue
from newsml.model import Article

KB = 1024
HEAD = {
    "canonical_url": "https://gull.example/live",
    "headline": "Storm on the coast: live",
    "item_type": "live_blog",
}


def blog(*, number: int = 60, size: int = 400, headlines: bool = True, **fields: Any) -> Article:
    """Running coverage with the newest entry first, one a minute, each with a text of some bytes."""
    entries = [
        {
            "id": f"e{at}",
            "when": f"2026-03-01T1{at // 60}:{at % 60:02}:00Z",
            "text": f"{at} ".ljust(size, "a"),
            **({"headline": f"Entry {at}"} if headlines else {}),
        }
        for at in reversed(range(number))
    ]
    return Article.build({**HEAD, "live_updates": entries, **fields})


def written(article: Article, **options: Any) -> tuple[dict[str, Any], list[Issue], int]:
    """The node, what was reported of sizes, and the number of bytes without the line end."""
    issues: list[Issue] = []
    data = dumps(article, "jsonld", report=issues.append, **options)
    node = json.loads(data)
    node = next((one for one in node.get("@graph", ()) if "headline" in one), node)
    return node, [issue for issue in issues if "max-size" in issue.message], len(data) - 1


def test_what_fits_is_written_whole() -> None:
    node, said, _ = written(blog())
    assert len(node["liveBlogUpdate"]) == 60
    assert all("articleBody" in entry for entry in node["liveBlogUpdate"])
    assert not said


@pytest.mark.parametrize("shape", ["flat", "graph"])
@pytest.mark.parametrize("pretty", [False, True])
def test_the_oldest_entries_lose_their_text_first(shape: str, pretty: bool) -> None:
    node, (issue,), size = written(blog(), max_size=25, shape=shape, pretty=pretty)
    entries = node["liveBlogUpdate"]
    assert 20 * KB < size <= 25 * KB
    assert [entry["headline"] for entry in entries] == [f"Entry {at}" for at in reversed(range(60))]
    whole = ["articleBody" in entry for entry in entries]
    assert whole == sorted(whole, reverse=True)
    without = whole.count(False)
    assert 0 < without < 60
    assert (issue.rule, issue.severity, issue.path) == ("LOSS", "warning", "live_updates")
    assert issue.message.startswith(f"the text of the {without} oldest of 60 entries is not written:")
    assert "25 KB is the limit" in issue.message


def test_then_the_oldest_entries_go() -> None:
    node, (texts, entries), size = written(blog(), max_size=5)
    left = [entry["headline"] for entry in node["liveBlogUpdate"]]
    assert size <= 5 * KB
    assert left == [f"Entry {at}" for at in range(59, 59 - len(left), -1)]
    assert texts.message.startswith("the text of all 60 entries")
    assert entries.message.startswith(f"the {60 - len(left)} oldest of 60 entries are not written")
    assert node["coverageStartTime"] == "2026-03-01T10:00:00Z"


def test_an_entry_without_a_headline_goes_with_its_text() -> None:
    node, said, _ = written(blog(headlines=False), max_size=10)
    assert all("articleBody" in entry for entry in node["liveBlogUpdate"])
    assert [issue.message.partition(":")[0] for issue in said] == [
        f"the {60 - len(node['liveBlogUpdate'])} oldest of 60 entries are not written"
    ]


def test_the_oldest_are_told_by_their_time_and_not_by_their_place() -> None:
    article = blog()
    turned = article.model_copy(update={"live_updates": article.live_updates[::-1]})
    node, _, _ = written(turned, max_size=5)
    assert node["liveBlogUpdate"][-1]["headline"] == "Entry 59"
    assert node["liveBlogUpdate"][0]["headline"] != "Entry 0"


def test_entries_without_times_are_the_older_the_further_down() -> None:
    article = blog()
    timeless = tuple(one.model_copy(update={"when": None}) for one in article.live_updates)
    node, _, _ = written(article.model_copy(update={"live_updates": timeless}), max_size=5)
    assert [entry["headline"] for entry in node["liveBlogUpdate"]][:2] == ["Entry 59", "Entry 58"]


def test_what_is_kept_of_entries_goes_before_their_text() -> None:
    picture = {"@type": "ImageObject", "contentUrl": "https://gull.example/p.jpg", "caption": "x" * 300}
    source = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Storm",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": f"E{at}", "articleBody": "a" * 200, "image": picture,
             "datePublished": f"2026-03-01T10:{at:02}:00Z"}
            for at in range(40)
        ],
    }  # fmt: skip
    article = loads(json.dumps(source), "jsonld")
    assert isinstance(article, Article)
    node, (issue,), _ = written(article, max_size=20)
    assert all("articleBody" in entry for entry in node["liveBlogUpdate"])
    assert "image" in node["liveBlogUpdate"][-1]
    assert "image" not in node["liveBlogUpdate"][0]
    assert issue.message.startswith("image of the ")


def test_the_text_of_the_article_goes_before_that_of_its_entries() -> None:
    body = [{"kind": "paragraph", "children": ["b" * 20 * KB]}]
    node, (issue,), _ = written(blog(body=body), max_size=40, body=True)
    assert "articleBody" not in node
    assert all("articleBody" in entry for entry in node["liveBlogUpdate"])
    assert issue.message.startswith("articleBody is not written")


def test_the_largest_gives_way_first_whatever_it_is() -> None:
    images = [{"url": f"https://gull.example/{at}.jpg", "caption": "c" * 100} for at in range(500)]
    comments = [{"@type": "Comment", "text": "t" * 500} for _ in range(100)]
    source = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Gulls",
        "comment": comments,
    }
    kept = loads(json.dumps(source), "jsonld")
    assert isinstance(kept, Article)
    article = kept.model_copy(update={"images": Article.build({**HEAD, "images": images}).images})
    node, said, size = written(article, max_size=30)
    assert size <= 30 * KB
    assert node["image"][0]["contentUrl"] == "https://gull.example/0.jpg"
    assert node["headline"] == "Gulls"
    told = [issue.message.partition(":")[0] for issue in said]
    assert told == [
        f"the last {500 - len(node['image'])} of image are not written",
        f"the last {100 - len(node['comment'])} of comment are not written",
    ]


def test_the_article_itself_is_never_cut() -> None:
    article = Article.build({**HEAD, "headline": "h" * 2000, "keywords": ["k" * 500]})
    with pytest.raises(ContentError, match="1 KB is the limit") as error:
        written(article, max_size=1)
    assert error.value.issues[0].rule == "JSONLD"


def test_no_limit() -> None:
    article = blog(number=600, size=2000)
    _, said, size = written(article, max_size=0)
    assert size > 1000 * KB
    assert not said
    assert written(article)[2] <= 512 * KB
    with pytest.raises(UsageError, match="max_size of jsonld: -1"):
        written(article, max_size=-1)


def test_a_page_shows_the_entries_all_the_same() -> None:
    issues: list[Issue] = []
    page = dumps(blog(), "html", report=issues.append, max_size=5).decode()
    assert page.count("Entry 0") == 1
    said = [issue for issue in issues if "max-size" in issue.message]
    assert {issue.severity for issue in said} == {"info"}
    assert "in its JSON-LD" in said[0].message


def test_embed_keeps_to_the_limit() -> None:
    page = b"<!DOCTYPE html><title>Storm</title><p>It blows."
    issues: list[Issue] = []
    assert len(embed(page, blog(), max_size=5, report=issues.append)) < 6 * KB
    assert any("oldest of 60 entries" in issue.message for issue in issues)
