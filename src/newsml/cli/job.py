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
from newsml.cli.messages import Origins, complain, say
from newsml.cli.settings import (
    Sites,
    catalogs_of,
    check_options,
    pairs_of,
    present,
    reading_options,
    writing_options,
)
from newsml.errors import ContentError, FileError, NewsmlError, ParseError, UsageError
from newsml.files import file_error, files_of, write_file
from newsml.formats import FORMATS, Format, by_name, detect, reader, writer
from newsml.issues import Issue
from newsml.model.parts import part_of, runs
from newsml.options import Assignment, elsewhere

if TYPE_CHECKING:
    from newsml.model import Item


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
        catalogs: tuple[str, ...] = (),
        explain: bool = False,
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
        self.explain = explain
        self.catalogs = catalogs_of(catalogs)
        self.losses: list[dict[str, Any]] = []
        self.failed = self.written = 0
        self._left_out = False
        """Whether a container was written without some of its articles."""
        self._made: dict[Path, str] = {}
        self._last: NewsmlError | None = None
        self._alone = True
        self._containers = {target.name for target in self.targets if self._one_container(target)}
        self._reading = ""
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
        if count > 1 and self.directory is None and not self._many(self.targets[0]):
            name, way_out = self.targets[0].name, elsewhere(writer(self.targets[0]).WriteOptions)
            raise UsageError(f"{name} holds one article a file, and there are {count} inputs: {way_out}")
        if count > 1 and self.directory is None and self.output is not None and not self.together:
            raise UsageError("several inputs go to a folder (-d) or to standard output, not to one file")

    @property
    def together(self) -> bool:
        """Whether the articles of all inputs go into one container: a message, but not a file of lines."""
        return self.directory is None and self.targets[0].name in self._containers

    def _many(self, target: Format) -> bool:
        return target.many or target.name in self._containers

    def _one_container(self, target: Format) -> bool:
        from newsml.options import options_of

        if target.container:
            return True
        given = writing_options(self.options, target)
        return bool(given) and options_of(writer(target).WriteOptions, given, target.name).one_container

    def run_together(self, items: Iterable[Input | FileError], first: Input) -> int:
        """Convert all inputs into one file; the exit code. What cannot be read is said, and left out."""
        target = self.targets[0]
        codes = [0]

        def articles() -> Iterator[Item]:
            for item in items:
                try:
                    if isinstance(item, FileError):
                        raise item
                    self._reading = item.name
                    yield from self._articles(item, target, codes)
                except NewsmlError as error:
                    if isinstance(error, UsageError) and not error.issues:
                        raise
                    complain(error if isinstance(item, FileError) else _located(error, item.name))
                    self.failed += 1
                    codes.append(error.exit_code)

        try:
            self._put(
                first, self._chunks(articles(), first, target, self._writing(target, first)), target, ""
            )
        except ContentError as error:
            complain(_located(error, self._reading))
            codes.append(error.exit_code)
        return max(*codes, int(self._left_out))

    def _articles(self, item: Input, target: Format, codes: list[int]) -> Iterator[Item]:
        """The articles of one of the inputs that go into one file."""
        if self.output is not None:
            _refuse_input(item, Path(self.output))

        def report(issue: Issue) -> None:
            if issue.severity == "error":
                codes.append(1)
            self._say(issue if issue.file else issue._replace(file=item.name))

        try:
            with item.opened() as stream:
                name = item.name if item.path else None
                format_, opened = api.format_of_stream(stream, name, self._from())
                into = self._reading_of(format_, item)
                yield from api.read(opened, item.name, format_.name, report=report, **into)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise file_error(item.name, "read", error) from error

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
        failed = self._left_out = False

        def report(issue: Issue) -> None:
            nonlocal failed
            failed = failed or issue.severity == "error"
            if first:
                self._say(issue if issue.file else issue._replace(file=item.name))

        with io.BytesIO(data) if data is not None else item.opened() as stream:
            try:
                format_, opened = api.format_of_stream(stream, item.name if item.path else None, self._from())
                into = self._reading_of(format_, item)
                articles = api.read(opened, item.name, format_.name, report=report, **into)
                self._write(item, articles, format_, target, self._writing(target, item))
            except OSError as error:
                if isinstance(error, BrokenPipeError):
                    raise
                raise file_error(item.name, "read", error) from error
        return int(failed or self._left_out)

    def _from(self) -> str | None:
        return self.source.name if self.source else None

    def _reading_of(self, source: Format, item: Input) -> dict[str, Any]:
        """The options for the reader of an input."""
        if self.options:
            self._check_options(source)
        into: dict[str, Any] = {**reading_options(self.options, source)}
        overlay = (*self._sidecar(item), *self.overlay)
        site = self.sites.near(item.folder)
        if self.explain:
            origins = Origins(item.name)
            into |= {"sources": origins.sources, "locate": origins.lines}
        return into | {
            "derive": self.derive,
            "strict": self.strict,
            "overlay": overlay,
            "site": site,
            "catalogs": self.catalogs,
        }

    def _writing(self, target: Format, item: Input) -> dict[str, Any]:
        """The options for the writer of what is made of an input."""
        stamp, site = self.told or item.changed(), self.sites.near(item.folder)
        given = writing_options(self.options, target)
        return {
            **given,
            "pretty": self.pretty,
            "now": self.now,
            "stamp": stamp,
            "site": site,
            "catalogs": self.catalogs,
            **({"split": self._stem(item, target)} if target.splits and self._to_files else {}),
            **({"several": True} if self._of_several(target) else {}),
        }

    def _of_several(self, target: Format) -> bool:
        """Whether the articles of several inputs go into one file of a format that asks for that."""
        from newsml.options import internal_names

        if self._alone or not self.together:
            return False
        kind: Any = writer(target).WriteOptions
        return "several" in internal_names(kind)

    @property
    def _to_files(self) -> bool:
        return self.directory is not None or self.output is not None

    def _stem(self, item: Input, target: Format) -> str:
        """The name of the file that is written, without its suffix."""
        place = Path(self.output) if self.output is not None else self._place(item, target, "")
        return place.name.removesuffix(".xml")

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
        self, item: Input, articles: Iterator[Item], source: Format, target: Format, out: dict[str, Any]
    ) -> None:
        if self._many(target):
            self._put(item, self._chunks(articles, item, target, out), target, "")
            return
        if self.directory is None:
            found = list(itertools.islice(articles, 1))
            if not found:
                raise ParseError.at("no article in it", item.name)
            whole = part_of(found[0]) is None
            if whole and next(articles, None) is not None:
                raise self._several(item, target)
            every = found if whole else self._one_run(itertools.chain(found, articles), item, target)
            self._put(item, self._chunks(every, item, target, out), target, "", whole=whole)
            return
        self._write_each(item, articles, source, target, out)

    def _several(self, item: Input, target: Format) -> UsageError:
        way_out = elsewhere(writer(target).WriteOptions)
        return UsageError(f"{item.name} holds several articles, {target.name} one a file: {way_out}")

    def _one_run(self, articles: Iterable[Item], item: Input, target: Format) -> Iterator[Item]:
        """The parts of one large item. Raises UsageError if another item follows."""
        for count, run in enumerate(runs(articles)):
            if count:
                raise self._several(item, target)
            yield from run

    def _write_each(
        self, item: Input, articles: Iterator[Item], source: Format, target: Format, out: dict[str, Any]
    ) -> None:
        refused: list[Issue] = []
        for number, run in enumerate(runs(articles), 1):
            try:
                self._put(
                    item,
                    self._chunks(run, item, target, out),
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
        self, articles: Iterable[Item], item: Input, target: Format, out: dict[str, Any]
    ) -> Iterator[bytes]:
        lost = 0

        def report(issue: Issue) -> None:
            nonlocal lost
            issue = issue if issue.file else issue._replace(file=self._reading or item.name)
            if issue.rule != "LOSS":
                self._left_out = self._left_out or issue.severity == "error"
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

    def _put(
        self, item: Input, chunks: Iterator[bytes], target: Format, number: str, *, whole: bool = True
    ) -> None:
        if self.directory is not None:
            self._put_file(item, self._place(item, target, number), chunks)
        elif self.output is not None:
            self._put_file(item, Path(self.output), chunks)
        else:
            stdout = standard(sys.stdout, "write").buffer
            flows = not whole or self._many(target)
            ready = chunks if flows and self.loss != "error" else [b"".join(chunks)]
            _send(ready, stdout)
        self.written += 1

    def _put_file(self, item: Input, place: Path, chunks: Iterator[bytes]) -> None:
        _refuse_input(item, place)
        if place in self._made:
            raise _unwritable(place, f"was made from {self._made[place]} in this run: rename one of the two")
        if any(target.splits for target in self.targets) and place.name.endswith(".xml"):
            for name, pieces in files_of(chunks, place.name.removesuffix(".xml")):
                write_file(place.with_name(f"{name}.xml"), pieces, force=self.force)
        else:
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
        named = output is not None and output != "-"
        said = f"the name {output} does not say what to write: give it" if named else "say what to write"
        raise UsageError(f"{said} with --to FORMAT (see `newsml formats`)")
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


def _refuse_input(item: Input, place: Path) -> None:
    """Raise FileError if a file would be written over what it is made from."""
    if (
        item.path is not None
        and os.path.isfile(place)
        and os.path.exists(item.path)
        and os.path.samefile(item.path, place)
    ):
        raise _unwritable(place, "this is the input: name another file")


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
