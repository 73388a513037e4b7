"""One run of ``newsml convert``: the settings, and what is done with each input."""

from __future__ import annotations

import io
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsml import api
from newsml.cli.inputs import Input, refuse_empty, standard, told_time
from newsml.cli.messages import complain, say
from newsml.cli.settings import Sites, check_options, pairs_of, present, reading_options
from newsml.errors import ContentError, FileError, NewsmlError, ParseError, UsageError
from newsml.files import file_error, write_file
from newsml.formats import FORMATS, Format, by_name, detect, reader, writer
from newsml.issues import Issue
from newsml.options import Assignment

if TYPE_CHECKING:
    from newsml.model import Article


class Job:
    """What to read, what to write, and where to. Wrong usage is raised before anything is read."""

    def __init__(
        self,
        *,
        targets: tuple[str, ...],
        from_: str | None,
        output: str | None,
        directory: str | None,
        options: tuple[str, ...],
        settings: tuple[str, ...],
        metas: tuple[str, ...],
        sidecar: bool,
        site_file: str | None,
        pretty: bool,
        derive: bool,
        strict: bool,
        loss: str,
        now: str | None,
        force: bool,
        quiet: bool,
        list_losses: bool = False,
    ) -> None:
        refuse_empty(o=output, d=directory, site=site_file, meta="" if "" in metas else None)
        self.output = None if output == "-" else output
        self.directory = Path(directory) if directory is not None else None
        self.targets = _targets(targets, self.output)
        self.source = by_name(from_) if from_ else None
        self.options = pairs_of(options)
        self.overlay = _overlay(metas, settings)
        self.sidecar, self.pretty, self.derive, self.strict = sidecar, pretty, derive, strict
        self.loss, self.force, self.quiet = loss, force, quiet
        self.told = told_time(now)
        # SOURCE_DATE_EPOCH makes output reproducible; it must not lift an embargo.
        self.now = present(self.told if now is not None else None)
        self.sites = Sites(site_file)
        self.list_losses = list_losses
        self.losses: list[dict[str, Any]] = []
        self.failed = self.written = 0
        self._made: dict[Path, str] = {}
        self._last: NewsmlError | None = None
        self._alone = True
        if self.directory is not None and self.output is not None:
            raise UsageError("-o names one file and -d a folder: give one of them")
        if len(self.targets) > 1 and self.directory is None:
            raise UsageError("several formats need a folder: give it with -d")
        if self.directory is not None and not os.path.isdir(self.directory):
            there = os.path.exists(self.directory)
            why = "this is a file, not a folder" if there else "there is no such folder: make it first"
            raise _unwritable(self.directory, why)

    def expect(self, count: int) -> None:
        """Refuse what cannot be written to one place. Raises UsageError."""
        self._alone = count == 1
        if count > 1 and self.directory is None and not self.targets[0].many:
            name = self.targets[0].name
            raise UsageError(
                f"{name} holds one article a file, and there are {count} inputs: give a folder with -d"
            )
        if count > 1 and self.directory is None and self.output is not None:
            raise UsageError("several inputs go to a folder (-d) or to standard output, not to one file")

    def run(self, item: Input) -> int:
        """Convert one input to all targets; the exit code. What is wrong with it is said, the batch goes on."""
        worst = 0
        try:
            again = item.path is None and len(self.targets) > 1  # what is read once serves all
            data = item.read() if again else None
        except OSError as error:
            complain(file_error(item.name, "read", error))
            return 3
        for target in self.targets:
            try:
                worst = max(worst, self._convert(item, data, target, first=target is self.targets[0]))
            except NewsmlError as error:
                if isinstance(error, UsageError) and not error.issues:
                    raise  # of the command as a whole, not of this input
                if error is not self._last:  # wrong settings of a folder are said once, not for each file
                    complain(_located(error, item.name))
                self._last = error
                worst = max(worst, error.exit_code)
        self.failed += worst > 0
        return worst

    def _convert(self, item: Input, data: bytes | None, target: Format, *, first: bool) -> int:
        failed = False

        def report(issue: Issue) -> None:
            nonlocal failed
            failed = failed or issue.severity == "error"
            if first:
                self._say(issue if issue.file else issue._replace(file=item.name))

        with io.BytesIO(data) if data is not None else item.opened() as stream:
            try:
                format_, opened = api.format_of_stream(stream, item.name if item.path else None, self._from())
                into, out = self._split(format_, target, item)
                articles = api.read(opened, item.name, format_.name, report=report, **into)
                self._write(item, articles, format_, target, out)
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                raise file_error(item.name, "read", error) from error
        return int(failed)

    def _from(self) -> str | None:
        return self.source.name if self.source else None

    def _split(self, source: Format, target: Format, item: Input) -> tuple[dict[str, Any], dict[str, Any]]:
        from newsml.options import own_names

        if self.options:
            self._check_options(source)
        site = self.sites.near(item.folder)
        into: dict[str, Any] = {**reading_options(self.options, source)}
        own = own_names(writer(target).WriteOptions)
        out = {name: value for name, value in self.options.items() if name in own}
        overlay = (*self._sidecar(item), *self.overlay)
        into |= {"derive": self.derive, "strict": self.strict, "overlay": overlay, "site": site}
        stamp = self.told or item.changed()
        return into, {**out, "pretty": self.pretty, "now": self.now, "stamp": stamp, "site": site}

    def _check_options(self, source: Format) -> None:
        """Refuse an option nobody has; with many inputs, the reader of another of them may have it."""
        readable = [source] if self._alone else [format_ for format_ in FORMATS if format_.reads]
        kinds = [reader(format_).ReadOptions for format_ in readable]
        kinds += [writer(target).WriteOptions for target in self.targets]
        whose = dict.fromkeys(format_.name for format_ in (source, *self.targets))
        check_options(self.options, kinds, " or ".join(whose))

    def _sidecar(self, item: Input) -> tuple[Assignment, ...]:
        if not self.sidecar or item.path is None:
            return ()
        from newsml.meta import assignments_of, load_settings, sidecar_of

        found = sidecar_of(item.path)
        return assignments_of(load_settings(found), str(found)) if found else ()

    def _write(
        self, item: Input, articles: Iterator[Article], source: Format, target: Format, out: dict[str, Any]
    ) -> None:
        if target.many:
            self._put(item, self._chunks(articles, item, target, out), target, "")
            return
        if self.directory is None:
            found = list(itertools.islice(articles, 2))
            if not found:
                raise ParseError.at("no article in it", item.name)
            if len(found) > 1:
                raise UsageError(
                    f"{item.name} holds several articles, {target.name} one a file: give a folder with -d"
                )
            self._put(item, self._chunks(found, item, target, out), target, "")
            return
        self._write_each(item, articles, source, target, out)

    def _write_each(
        self, item: Input, articles: Iterator[Article], source: Format, target: Format, out: dict[str, Any]
    ) -> None:
        refused: list[Issue] = []
        for number, article in enumerate(articles, 1):
            try:
                self._put(
                    item,
                    self._chunks([article], item, target, out),
                    target,
                    f"-{number}" if source.many else "",
                )
            except ContentError as error:
                if not source.many:
                    raise
                refused.extend(error.issues)
        if refused:
            raise ContentError(f"{len(refused)} articles were not written", refused)

    def _chunks(
        self, articles: Iterable[Article], item: Input, target: Format, out: dict[str, Any]
    ) -> Iterator[bytes]:
        lost = 0

        def report(issue: Issue) -> None:
            nonlocal lost
            issue = issue if issue.file else issue._replace(file=item.name)
            if issue.rule != "LOSS":
                self._say(issue)
                return
            if self.list_losses:
                fields = {name: getattr(issue, name) for name in ("file", "severity", "path", "message")}
                self.losses.append({"format": target.name, **fields})
            counts = issue.severity != "info"  # left out on purpose, and to be had with an option
            lost += counts
            if self.loss != "ignore":
                self._say(issue._replace(severity="error") if counts and self.loss == "error" else issue)

        yield from api.write(articles, target.name, report=report, **out)
        if lost and self.loss == "error":
            # What got lost has been said, line by line.
            message = f"nothing written: {lost} value(s) would be lost in {target.name}"
            issue = Issue("LOSS", "error", "", message, item.name)
            raise ContentError(str(issue), [issue])

    def _say(self, issue: Issue) -> None:
        if not self.quiet or issue.severity == "error":
            say(issue)

    def _put(self, item: Input, chunks: Iterator[bytes], target: Format, number: str) -> None:
        if self.directory is not None:
            self._put_file(item, self._place(item, target, number), chunks)
        elif self.output is not None:
            self._put_file(item, Path(self.output), chunks)
        else:
            stdout = standard(sys.stdout, "write").buffer
            ready = chunks if target.many and self.loss != "error" else [b"".join(chunks)]
            _send(ready, stdout)
        self.written += 1

    def _put_file(self, item: Input, place: Path, chunks: Iterator[bytes]) -> None:
        if (
            item.path is not None
            and os.path.isfile(place)
            and os.path.exists(item.path)
            and os.path.samefile(item.path, place)
        ):
            raise _unwritable(place, "this is the input: name another file")
        if place in self._made:
            raise _unwritable(place, f"was made from {self._made[place]} in this run: rename one of the two")
        write_file(place, chunks, force=self.force)
        self._made[place] = item.name

    def _place(self, item: Input, target: Format, number: str) -> Path:
        """The output file; its name comes from the input's, and never leads out of the folder."""
        assert self.directory is not None
        parts = [part for part in item.relative.parts if part not in ("..", ".", os.sep) and part.strip()]
        name = Path(*parts) if parts else Path("article")
        place = self.directory / name.with_name(f"{name.stem}{number}{target.suffixes[0]}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise file_error(place.parent, "make the folder", error) from error
        return place

    def write_losses(self, path: str) -> None:
        """Write what got lost to a JSON file."""
        import json

        text = json.dumps({"losses": self.losses}, ensure_ascii=False, indent=2)
        write_file(path, [text.encode(), b"\n"])

    def summary(self, count: int) -> str:
        """One line for the end of a batch."""
        return f"{count - self.failed} of {count} inputs converted, {self.written} written"


def _targets(names: tuple[str, ...], output: str | None) -> list[Format]:
    if names:
        return list(dict.fromkeys(by_name(name) for name in names))
    found = detect(output, b"") if output else None
    if found is None:
        raise UsageError("say what to write with --to FORMAT (see `newsml formats`)")
    return [found]


def _overlay(metas: tuple[str, ...], settings: tuple[str, ...]) -> tuple[Assignment, ...]:
    if not metas and not settings:
        return ()
    from newsml.assemble import check_names
    from newsml.meta import assignments_of, load_settings, settings_of

    found = [assignment for meta in metas for assignment in assignments_of(load_settings(meta), meta)]
    found += settings_of(settings)
    check_names(found)
    return tuple(found)


def _located(error: NewsmlError, name: str) -> NewsmlError:
    """The same error, its issues with the name of the file."""
    error.issues = tuple(issue if issue.file else issue._replace(file=name) for issue in error.issues)
    return error


def _unwritable(place: Path, why: str) -> FileError:
    issue = Issue("FILE", "error", "", why, str(place))
    return FileError(str(issue), [issue])


def _send(chunks: Iterable[bytes], stream: BinaryIO) -> None:
    try:
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise file_error("<stdout>", "write", error) from error
