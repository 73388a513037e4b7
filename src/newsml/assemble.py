"""The last step of every reader: outside values laid over, the site's facts filled in, the article built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, overload

from newsml.errors import ContentError, UsageError
from newsml.issues import Issue, Report
from newsml.model import Article, Item, all_kinds
from newsml.model.build import ALIASES, Places, shaped, unknown_field, validated
from newsml.options import Assignment, ReadOptions

Kind = TypeVar("Kind", bound=Item)


@overload
def assemble(
    fields: Mapping[str, Any], report: Report, options: ReadOptions, places: Places | None = ...
) -> Article: ...
@overload
def assemble(
    fields: Mapping[str, Any], report: Report, options: ReadOptions, places: Places | None, kind: type[Kind]
) -> Kind: ...
def assemble(
    fields: Mapping[str, Any],
    report: Report,
    options: ReadOptions,
    places: Places | None = None,
    kind: type[Item] = Article,
) -> Item:
    """The article, or other item, of what a reader collected under the model's names (short forms allowed).

    Values from outside win over the file, the file wins over the site. Raises `newsml.InvalidArticle`
    with one issue for every wrong value.
    """
    spelt = shaped(fields)
    known: Places = {} if places is None else places
    check_names(options.overlay, kind)
    for path, value in options.overlay:
        dated = len(path) == 1 and path[0] in DATE_FIELDS
        given = _date_from_outside(str(path[0]), value, spelt, report, options) if dated else value
        try:
            assign(spelt, path, given)
        except UsageError as error:
            issue = Issue("MODEL", "error", ".".join(map(str, path)), error.message, options.file)
            raise UsageError(str(issue), [issue]) from error
        known = {place: at for place, at in known.items() if place.split(".")[0] != str(path[0])}
    if options.site is not None:
        fill_from_site(spelt, report, options)
    if options.locate is not None:
        options.locate(known)
    return validated(spelt, kind, file=options.file, places=known)


DATE_FIELDS = frozenset(
    {
        "content_created", "content_modified", "embargoed_until", "expires", "first_created", "published",
        "version_created",
    }
)  # fmt: skip


def _date_from_outside(
    field: str, value: Any, fields: dict[str, Any], report: Report, options: ReadOptions
) -> Any:
    """A date as people write it, in the model's form, as the heads of files have it too."""
    from newsml.dates import take_date

    if isinstance(value, list):
        return [_date_from_outside(field, item, fields, report, options) for item in value]
    if not isinstance(value, str) or value == "open":
        return value
    return take_date(field, value, fields, report, replace(options, overlay=()))


def overlaid(article: Item, report: Report, options: ReadOptions) -> Item:
    """An item that is already built, with the values from outside and the site's facts."""
    if not options.overlay and options.site is None:
        return article
    fields = {name: getattr(article, name) for name in article.model_fields_set}
    return assemble(fields, report, options, None, type(article))


def sets(options: ReadOptions, *names: str) -> bool:
    """Whether the values from outside give one of these fields as a whole."""
    return any(len(path) == 1 and path[0] in names for path, _ in options.overlay)


def check_names(assignments: Iterable[Assignment], kind: type[Item] | None = None) -> None:
    """Raise UsageError for a field that this kind of item, or any, does not have, saying the nearest there is."""
    for path, _ in assignments:
        name = str(path[0])
        kinds = all_kinds() if kind is None and name not in Article.model_fields else [kind or Article]
        if name not in ALIASES and not any(name in known.model_fields for known in kinds):
            raise UsageError(unknown_field(name, kind or Article))


def assign(fields: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Set one value at a path, in place: ``("authors", 0, "url")``.

    Raises UsageError if the path leads into something that has no parts.
    """
    name = str(path[0])
    if len(path) == 1:
        _assign_whole(fields, name, value)
        return
    if name in ALIASES:
        raise UsageError(f"{'.'.join(map(str, path))}: {name} has no parts; give it as a whole")
    target: Any = _thawed(fields.get(name))
    if target is None:
        target = [] if isinstance(path[1], int) else {}
    fields[name] = target
    for here, following in zip(path[1:], [*path[2:], None], strict=True):
        target = _step(target, here, following, path, value)
    fields.update(shaped({name: fields[name]}))


def _assign_whole(fields: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        fields.pop(name, None)
        return
    given = shaped({name: value})
    if name in ("headline", "subheadline"):
        role = "main" if name == "headline" else "sub"
        kept = [h for h in map(_thawed, fields.get("headlines") or ()) if _role(h) != role]
        new = given["headlines"]
        fields["headlines"] = [*new, *kept] if role == "main" else [*kept, *new]
    else:
        fields.update(given)


def _role(headline: Any) -> str | None:
    role = headline.get("role") if isinstance(headline, Mapping) else None
    return role or "main"


def _step(
    target: Any, here: str | int, following: str | int | None, path: tuple[str | int, ...], value: Any
) -> Any:
    empty: Any = [] if isinstance(following, int) else {}
    dotted = ".".join(map(str, path))
    if isinstance(here, int):
        if not isinstance(target, list):
            raise UsageError(f"{dotted}: {here} counts into a list, but there is none here")
        if here > len(target):
            entries = "1 entry" if len(target) == 1 else f"{len(target)} entries"
            raise UsageError(f"{dotted}: the list has {entries} here; the next is {len(target)}, from 0 on")
        if here == len(target):
            target.append(empty)
        if following is None:
            target[here] = value
        elif not isinstance(target[here], list | dict):
            target[here] = empty
        return target[here]
    if not isinstance(target, dict):
        if isinstance(target, list):
            at = path.index(here)
            rest = path[at + 1 :] if here.lstrip("-").isdigit() else path[at:]
            example = ".".join(map(str, (*path[:at], 0, *rest)))
            raise UsageError(f"{dotted}: this is a list; say which entry, such as {example}")
        raise UsageError(f"{dotted}: {here} leads into a value that has no parts")
    if following is None:
        target[here] = value
    elif not isinstance(target.get(here), list | dict):
        target[here] = empty
    return target[here]


def _thawed(value: Any) -> Any:
    """A plain changeable copy of a field, whether it was read or built."""
    if hasattr(value, "model_dump"):
        return value.model_dump(exclude_unset=True)
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_thawed(item) for item in value]
    return value


def fill_from_site(fields: dict[str, Any], report: Report, options: ReadOptions) -> None:
    """Fill what the file does not say from the site, and complete its authors; what is filled is reported."""
    site = options.site
    if site is None:
        return
    if site.language and fields.get("language") in (None, "und"):
        fields["language"] = site.language
        report(_filled("language", site.language, options))
    for name in ("provider", "copyright_holder", "license_url", "acquire_license_url"):
        value = getattr(site, name)
        if value is not None and not fields.get(name):
            fields[name] = value
    if site.copyright_notice and not fields.get("copyright_notice"):
        fields["copyright_notice"] = [{"text": site.copyright_notice}]
    if site.authors and fields.get("authors"):
        fields["authors"] = [_completed(_thawed(author), options) for author in fields["authors"]]


def _completed(author: Any, options: ReadOptions) -> Any:
    known = options.site.author(author.get("name")) if options.site and isinstance(author, Mapping) else None
    if known is None:
        return author
    return {**known.model_dump(exclude_unset=True), **{key: value for key, value in author.items() if value}}


def _filled(path: str, value: str, options: ReadOptions) -> Issue:
    return Issue("SITE", "info", path, f"{path} {value} is taken from the site's settings", options.file)


def inferred(path: str, message: str, report: Report, options: ReadOptions, line: int | None = None) -> None:
    """Say that a value was inferred. With ``strict`` this is an error and nothing is written."""
    if options.strict:
        issue = Issue(
            "DERIVED", "error", path, f"{message}; --strict does not allow that", options.file, line
        )
        raise ContentError(str(issue), [issue])
    report(Issue("DERIVED", "info", path, message, options.file, line))
