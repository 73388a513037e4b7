"""One run of ``newsml embed``: the settings, and what is done with each page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsml import api
from newsml.cli.embed_articles import Articles, PageMap, Source, beside
from newsml.cli.embed_output import Output
from newsml.cli.inputs import Input, told_time
from newsml.cli.messages import complain, note, say
from newsml.cli.settings import (
    Sites,
    catalogs_of,
    check_options,
    pairs_of,
    present,
    reading_options,
    writing_options,
)
from newsml.errors import ContentError, FileError, NewsmlError, ParseError, Refused, UsageError
from newsml.formats import FORMATS, by_name, reader, writer
from newsml.html5 import Page
from newsml.issues import Issue
from newsml.model import Article
from newsml.options import options_of

if TYPE_CHECKING:
    from newsml.embedding import OnConflict

WORDS = {
    "embedded": ("embedded", "would be embedded"),
    "updated": ("updated", "would be updated"),
    "removed": ("block removed", "block would be removed"),
}
CHANGES = frozenset(WORDS)
SUMMARY = {
    "embedded": "embedded", "updated": "updated", "removed": "removed", "unchanged": "unchanged",
    "left": "left alone", "without": "without an article", "refused": "refused", "failed": "failed",
}  # fmt: skip


@dataclass(kw_only=True)
class Result:
    """What became of one page."""

    page: str
    article: str | None = None
    result: str = "failed"
    issues: list[Issue] = field(default_factory=list)
    code: int = 0


class EmbedJob:
    """Which articles, how they are written, and where pages go. Wrong usage is raised before anything is read."""

    def __init__(
        self,
        *,
        articles: tuple[str, ...],
        from_page: bool,
        map_file: str | None,
        output: Output,
        from_: str | None,
        options: tuple[str, ...],
        site_file: str | None,
        catalogs: tuple[str, ...],
        on_conflict: OnConflict,
        meta: bool | None,
        withdraw: bool,
        pretty: bool,
        loss: str,
        now: str | None,
        quiet: bool,
    ) -> None:
        if from_page and articles:
            raise UsageError("--from-page takes the article from the page, --article from files: give one")
        self.output, self.quiet, self.loss = output, quiet, loss
        self.from_page, self.withdraw = from_page, withdraw
        self.on_conflict, self.meta, self.pretty = on_conflict, meta, pretty
        self.source = by_name(from_) if from_ else None
        self.options = pairs_of(options)
        self._check_options()
        self.now = present(told_time(now) if now is not None else None)
        self.sites = Sites(site_file)
        self.catalogs = catalogs_of(catalogs)
        self.map = PageMap(map_file) if map_file is not None else None
        for page in self.map.astray if self.map is not None else ():
            message = f"{page}: there is no such page; pages and articles are as seen from this file"
            self._say(Issue("EMBED", "warning", "", message, map_file))
        self._mapped: dict[Path, Source | NewsmlError] = {}
        self._said: set[tuple[str, Issue]] = set()
        self._notes: dict[tuple[str, str, str], list[Issue]] = {}
        self.articles = Articles(articles, self.read) if articles else None
        self.results: list[Result] = []

    def _check_options(self) -> None:
        if self.from_page:
            reader(by_name("html"))  # says so where newsml cannot read pages
        readable = [self.source] if self.source else [known for known in FORMATS if known.reads]
        kinds = [reader(known).ReadOptions for known in readable] + [writer(by_name("jsonld")).WriteOptions]
        check_options(self.options, kinds, "jsonld")

    # --- articles --------------------------------------------------------------------------------

    def read(self, item: Input) -> Iterator[Source]:
        """The articles of a file; what the reader has to say of them is said. Raises NewsmlError."""
        found: list[Issue] = []
        with item.opened() as stream:
            name = item.name if item.path else None
            format_, opened = api.format_of_stream(stream, name, self.source.name if self.source else None)
            into: dict[str, Any] = {**reading_options(self.options, format_)}
            into |= {"site": self.sites.near(item.folder), "catalogs": self.catalogs}
            for article in api.read(opened, item.name, format_.name, report=found.append, **into):
                if isinstance(article, Article):
                    said = tuple(issue if issue.file else issue._replace(file=item.name) for issue in found)
                    yield Source(article, item.path, item.name, said)
                    found.clear()

    def _of_file(self, path: Path) -> Source:
        """The one article of a file, read once. Raises NewsmlError: the same each time."""
        if path not in self._mapped:
            try:
                found = list(self.read(Input(str(path), path, Path(path.name))))
                if len(found) != 1:
                    what = "no article" if not found else "more than one article"
                    issue = Issue("EMBED", "error", "", f"there is {what} in this file", str(path))
                    raise ContentError(str(issue), [issue])
                self._mapped[path] = found[0]
            except NewsmlError as error:
                self._mapped[path] = error
        known = self._mapped[path]
        if isinstance(known, NewsmlError):
            raise known.with_traceback(None)
        return known

    def article_of(self, item: Input, data: bytes, page: Page, must: bool) -> Source | None:
        """The article of a page, None if it has none. Raises NewsmlError."""
        from newsml.embedding import canonical_of

        canonical = canonical_of(page)
        if self.map is not None:
            listed, path = self.map.find(item.path, canonical)
            if listed and path is None:
                return None
            if path is not None:
                return self._of_file(path)
        if self.from_page:
            return self._from_page(item, data, page, must)
        if self.articles is not None:
            if must and self.articles.alone is not None:
                return self.articles.alone
            return self.articles.find(page, item.relative, item.name)
        if item.path is not None and self.map is None and (path := beside(item.path)) is not None:
            return self._of_file(path)
        return None

    def _from_page(self, item: Input, data: bytes, page: Page, must: bool) -> Source | None:
        """The article that the page itself tells; of a folder, only where it says that it is one."""
        from newsml.embedding import unembed

        found: list[Issue] = []
        into = {**self._reading_pages(), "site": self.sites.near(item.folder), "report": found.append}
        stream = io.BytesIO(unembed(data))  # what is ours must not confirm itself
        try:
            told = [one for one in api.read(stream, item.name, "html", **into) if isinstance(one, Article)]
        except ParseError:  # nothing in it tells of an article
            return None
        if not told or not (must or told[0].published or "article" in page.meta.get("og:type", ())):
            return None
        return Source(told[0], item.path, item.name, tuple(found))

    def _reading_pages(self) -> dict[str, Any]:
        """The options for the reader of pages, whose ``body`` is only looked for where it is written."""
        options = writing_options(self.options, by_name("jsonld"))
        given = {name: value for name, value in self.options.items() if name not in options}
        asked = options_of(writer(by_name("jsonld")).WriteOptions, options, "jsonld")
        wanted = asked.body or asked.profile == "full"
        return {**reading_options(given, by_name("html")), "body": "auto" if wanted else "no"}

    @property
    def has_no_article(self) -> bool:
        """Whether none of the articles that were named could be read, so that no page has one."""
        known = self.articles
        return known is not None and not known.count and bool(known.failed) and self.map is None

    def failed_articles(self) -> int:
        """Say which files of articles could not be read; the exit code of the worst."""
        failed = self.articles.failed if self.articles is not None else []
        for error in failed:
            complain(error)
        return max((error.exit_code for error in failed), default=0)

    # --- pages -----------------------------------------------------------------------------------

    def run(self, item: Input | FileError, *, must: bool) -> Result:
        """Do what there is to do with a page; ``must`` says that a page without article is an error."""
        result = Result(page=item.name if isinstance(item, Input) else item.issues[0].file or "")
        try:
            if isinstance(item, FileError):
                raise item
            self._one(item, result, must)
        except Refused as error:
            result.result = "refused"
            self._stop(error, result)
        except NewsmlError as error:
            if isinstance(error, UsageError) and not error.issues:
                raise
            result.result = "failed"
            self._stop(error, result)
        self.results.append(result)
        return result

    def _one(self, item: Input, result: Result, must: bool) -> None:
        data = item.read()
        source = self.article_of(item, data, Page(data), must)
        if source is None:
            self._without(item, data, result, must)
            return
        result.article = source.name
        try:
            new = self._embedded(item, data, source, result, alone=must)
        except Refused as error:
            new = self._refused(error, data, source, result)
        self._finish(item, data, new, result)

    def _finish(self, item: Input, old: bytes, new: bytes, result: Result) -> None:
        self.output.put(item, old, new)
        if result.result in CHANGES:
            if self.output.check:
                result.code = max(result.code, 1)
            self.tell(f"{item.name}: {WORDS[result.result][not self.output.writes]}")

    def _embedded(self, item: Input, data: bytes, source: Source, result: Result, *, alone: bool) -> bytes:
        from newsml.embedding import is_embedded, put

        losses = list(source.said)

        def report(issue: Issue) -> None:
            if issue.rule == "EMBED":
                self._of_page(issue._replace(file=item.name), result)
            elif issue.rule == "LOSS" and self.loss == "error":
                raise ContentError(str(issue), [issue._replace(severity="error", file=source.name)])
            elif issue.rule != "LOSS" or self.loss == "warn":
                losses.append(issue if issue.file else issue._replace(file=source.name))

        new, left = put(
            data,
            source.article,
            on_conflict=self.on_conflict,
            meta=self.meta,
            report=report,
            mend=self.from_page,
            pretty=self.pretty,
            now=self.now,
            site=self._site(source, item),
            **writing_options(self.options, by_name("jsonld")),
        )
        result.code = int(any(issue.severity == "error" for issue in losses))
        if new == data:
            result.result = "left" if left else "unchanged"
            losses = [issue for issue in losses if issue.severity == "error"]
        else:
            result.result = "updated" if is_embedded(data) else "embedded"
        for issue in losses:  # said once for an article, and not where nothing changes
            if (source.name, issue) not in self._said:
                self._said.add((source.name, issue))
                if alone or issue.severity != "info":
                    self._say(issue)
                else:  # of many articles the same is good to know
                    self._notes.setdefault((issue.rule, issue.path, issue.message), []).append(issue)
        return new

    def say_notes(self) -> None:
        """Say what is good to know of the articles of a folder, once for all of which it is the same."""
        for first, *others in self._notes.values():
            self._say(
                first._replace(file=f"{len(others) + 1} articles", line=None, column=None)
                if others
                else first
            )

    def _site(self, source: Source, item: Input) -> Any:
        """The settings near the article, else those near the page."""
        if source.file is not None and (site := self.sites.near(source.file.resolve().parent)) is not None:
            return site
        return self.sites.near(item.folder)

    def _refused(self, error: Refused, data: bytes, source: Source, result: Result) -> bytes:
        """The page of an article that must not be published: as it is, or without our block (``--withdraw``)."""
        from newsml.embedding import is_embedded, unembed

        if not is_embedded(data):
            raise error
        if self.withdraw:
            result.result = "removed"
            self._of_page(_in_file(error.issues[0]._replace(severity="warning"), source.name), result)
            return unembed(data)
        message = "the block is still in the page: take it out with newsml unembed, or with --withdraw"
        issues = [*(_in_file(issue, source.name) for issue in error.issues)]
        raise Refused(error.message, [*issues, Issue("REFUSED", "error", "", message)])

    def _without(self, item: Input, data: bytes, result: Result, must: bool) -> None:
        from newsml.embedding import is_embedded

        result.result = "without"
        if must:
            result.result, result.code = "failed", 1
            message = (
                "no article was found for this page: name it with --article, or say which with --map; "
                "pages and articles are matched by address, else by path"
            )
            self._of_page(Issue("EMBED", "error", "", message, item.name), result)
            return
        if is_embedded(data):
            message = "our block is in the page, but no article was found for it: newsml unembed takes it out"
            self._of_page(Issue("EMBED", "warning", "", message, item.name), result)
        if self.output.directory is not None:
            self.output.put(item, data, data)

    # --- words -----------------------------------------------------------------------------------

    def _stop(self, error: NewsmlError, result: Result) -> None:
        result.code = max(result.code, error.exit_code)
        located = [issue if issue.file else issue._replace(file=result.page) for issue in error.issues]
        result.issues += located
        if error.issues:
            for issue in located:
                say(issue)
        else:
            complain(error)

    def _of_page(self, issue: Issue, result: Result) -> None:
        result.issues.append(issue)
        self._say(issue)

    def _say(self, issue: Issue) -> None:
        if not self.quiet or issue.severity == "error":
            say(issue)

    def tell(self, text: str) -> None:
        """Say what was done, unless nobody wants to hear it."""
        if not self.quiet:
            note(text)


def summary_of(results: list[Result], done: bool) -> str:
    """How many pages there were, and what became of them."""
    pages = "1 page" if len(results) == 1 else f"{len(results)} pages"
    counts = {name: sum(one.result == name for one in results) for name in SUMMARY}
    parts = [
        f"{count} {SUMMARY[name] if done or name not in CHANGES else WORDS[name][1]}"
        for name, count in counts.items()
        if count
    ]
    return f"{pages}: {', '.join(parts) or 'nothing to do'}"


def _in_file(issue: Issue, name: str) -> Issue:
    return issue if issue.file else issue._replace(file=name)
