"""Options that several commands have, with the same words."""

from __future__ import annotations

import click

catalog_option = click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="[HREF=]FILE",
    help="A catalogue of another provider, for the aliases of NewsML-G2; may be repeated.",
)
