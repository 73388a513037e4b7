"""The names that site generators give to what front matter says, without case, hyphens and underscores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newsml.model.article import Article

# In the order in which they count: publishDate says more than date.
PUBLISHED = ("publishdate", "pubdate", "publishedat", "datepublished", "publisheddate", "published", "date")
MODIFIED = ("lastmod", "updated", "updateddate", "updatedat", "modified", "modifieddate", "lastmodified",
            "lastmodifiedat", "lastupdated", "lastupdate", "datemodified", "moddate")  # fmt: skip
CREATED = ("created", "createdat", "datecreated", "creationdate")
EXPIRES = ("expirydate", "expires", "expirationdate", "unpublishdate")
EMBARGO = ("embargo", "embargoeduntil")
TITLES = ("title", "headline")
DESCRIPTIONS = ("description", "summary", "customexcerpt", "excerpt", "abstract", "teaser", "lede", "lead",
                "metadescription")  # fmt: skip
SUBTITLES = ("subtitle", "deck", "dek", "subhead", "subheadline", "subheading", "standfirst", "tagline")
TAGS = ("tags", "tag", "keywords", "keyword", "topics")
SECTIONS = ("section", "sections", "primarytag", "category", "categories")
LANGUAGES = ("lang", "language", "locale", "languagecode")
CANONICAL = ("canonical", "canonicalurl", "canonicallink")
ADDRESSES = ("url", "permalink", "link")
IDS = ("id", "guid", "uuid")
SLUGS = ("slug", "slugline")
IMAGES = ("image", "images", "cover", "coverimage", "hero", "heroimage", "featuredimage", "featureimage",
          "featured", "banner", "headerimage", "leadimage", "mainimage", "teaserimage", "ogimage", "socialimage",
          "shareimage", "twitterimage", "thumbnail", "thumb", "photo", "picture")  # fmt: skip
BESIDE_IMAGES = ("alt", "caption", "credit", "title")
"""Endings of the names that say something about a picture: ``feature_image_alt``."""
AUTHORS = ("primaryauthor", "author", "authors", "by", "writer", "writers")
NOTES = ("note", "ednote", "editorsnote", "editornote", "ednotes")
SOURCES = ("source", "agency", "provider")
LICENSES = ("license", "licence")
WEB_TITLES = ("seotitle", "metatitle")

DRAFTS = ("draft", "isdraft", "private", "unpublished", "status")
"""The names that say that an article is not public."""
PUBLIC = ("published", "publish", "ispublished")
"""The names that say, with true or false, that it is."""

NESTED = ("params", "extra", "taxonomies", "seo", "meta")
"""Mappings whose names count as if they stood at the top."""

AUTHOR = {
    "name": "name", "displayname": "name", "title": "job_title", "role": "job_title", "jobtitle": "job_title",
    "url": "url", "website": "url", "link": "url", "homepage": "url", "uri": "url", "to": "url", "bio": "definition",
    "description": "definition", "email": "email", "mail": "email",
}  # fmt: skip
"""Fields of an author."""

AUTHOR_MACHINERY = frozenset({"id", "key", "slug", "page", "permalink", "path"})

SOCIAL = ("sameas", "social", "socials", "links", "profiles")
"""Where an author's pages elsewhere are listed."""

PROFILES = {
    "twitter": "https://twitter.com/{}", "x": "https://x.com/{}", "github": "https://github.com/{}",
    "facebook": "https://www.facebook.com/{}", "instagram": "https://www.instagram.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}", "mastodon": "{}", "bluesky": "https://bsky.app/profile/{}",
    "wikidata": "https://www.wikidata.org/entity/{}", "orcid": "https://orcid.org/{}",
}  # fmt: skip
"""Pages of an author elsewhere, by the name of the account."""

IMAGE = {
    "src": "url", "url": "url", "image": "url", "path": "url", "file": "url", "href": "url", "img": "url",
    "alt": "alt", "alttext": "alt", "caption": "caption", "credit": "credit", "attribution": "credit",
    "photographer": "credit", "title": "title", "width": "width", "height": "height",
    "copyright": "copyright_notice",
}  # fmt: skip
"""Fields of a picture."""

IMAGE_MACHINERY = frozenset(
    {
        "relative", "hidden", "responsiveimages", "hiddeninlist", "hiddeninsingle", "linkfullimages",
        "feature", "teaser", "thumb", "focalpoint", "previewonly", "placement",
    }
)  # fmt: skip

MACHINERY = frozenset(
    {
        "layout", "template", "type", "kind", "weight", "order", "aliases", "alias", "permalink", "outputs",
        "output", "markup", "url", "link", "menu", "menus", "toc", "showtoc", "tocopen", "cascade", "build",
        "sitemap", "headless", "linktitle", "iscjklanguage", "resources", "math", "mermaid", "katex",
        "comments", "disqus", "share", "sharing", "paginate", "pagination", "eleventynavigation",
        "eleventyexcludefromcollections", "cssclass", "css", "js", "cssclasses", "robots", "hidden", "pin",
        "pinned", "sticky", "featured", "redirectfrom", "redirectto", "sortby", "insertanchorlinks",
        "insearchindex", "render", "pagetemplate", "readingtime", "readtime", "showreadingtime",
        "components", "import", "imports", "prev", "next", "sidebar", "navorder", "navtitle", "parent",
        "haschildren", "grandparent", "nopage", "notoc", "codeinjectionhead", "codeinjectionfoot",
        "visibility", "tier", "tiers", "emailonly", "translationkey", "nav", "navigation",
        "excludefromsearch", "index", "noindex", "nofollow", "path", "excerptseparator", "templatekey",
        "templateengineoverride", "hidetableofcontents", "hidetitle", "tocminheadinglevel",
        "tocmaxheadinglevel", "sidebarposition", "sidebarlabel", "sidebarclassname", "paginationnext",
        "paginationprev", "unlisted", "displayedsidebar", "customediturl", "seriesorder", "seriesweight",
        "featuredpost", "ogtitle", "ogdescription", "ogtype", "twittertitle", "twitterdescription",
        "twittercard", "commentid", "emailsubject", "frontmatter", "head", "badge",
    }
)  # fmt: skip
"""Names that steer a site generator: kept in ``extra`` without a word."""

KNOWN = frozenset(
    (
        *PUBLISHED, *MODIFIED, *CREATED, *EXPIRES, *EMBARGO, *TITLES, *DESCRIPTIONS, *SUBTITLES, *TAGS,
        *SECTIONS, *LANGUAGES, *CANONICAL, *ADDRESSES, *IDS, *SLUGS, *IMAGES, *AUTHORS, *NOTES, *SOURCES,
        *LICENSES, *WEB_TITLES,
        *DRAFTS, *PUBLIC, "copyright", "byline", "dateline", "series",
        *(f"{name}{part}" for name in IMAGES for part in BESIDE_IMAGES),
    )
)  # fmt: skip
"""The names that say something about an article."""


def plain_key(key: str) -> str:
    """A name without case, hyphens and underscores: ``publish_date`` and ``publishDate`` are one."""
    return re.sub(r"[-_\s]", "", key).lower()


def is_free_key(key: str, value: Any) -> bool:
    """Whether a key at the top of the front matter is read as the user's own value."""
    plain = plain_key(key)
    if plain in KNOWN or key in Article.model_fields or key == "newsml":
        return False
    return not (plain in NESTED and isinstance(value, Mapping))
