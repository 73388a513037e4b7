"""One run of ``newsml unembed``."""

from __future__ import annotations

from newsml.cli.embed_job import WORDS, Result
from newsml.cli.embed_output import Output
from newsml.cli.inputs import Input
from newsml.cli.messages import note, say
from newsml.errors import FileError, NewsmlError


class UnembedJob:
    """Takes our elements out of pages; what is wrong with one is said, the others go on."""

    def __init__(self, output: Output, quiet: bool) -> None:
        self.output, self.quiet = output, quiet
        self.results: list[Result] = []

    def run(self, item: Input | FileError) -> Result:
        """Do what there is to do with a page."""
        from newsml.embedding import unembed

        result = Result(page=item.name if isinstance(item, Input) else item.issues[0].file or "")
        self.results.append(result)
        try:
            if isinstance(item, FileError):
                raise item
            old = item.read()
            new = unembed(old)
            self.output.put(item, old, new)
        except NewsmlError as error:
            result.code = error.exit_code
            result.issues += [
                issue if issue.file else issue._replace(file=result.page) for issue in error.issues
            ]
            for issue in result.issues:
                say(issue)
            return result
        result.result = "unchanged" if new == old else "removed"
        if new != old:
            result.code = int(self.output.check)
            if not self.quiet:
                note(f"{item.name}: {WORDS['removed'][not self.output.writes]}")
        return result
