"""Texts that try to leave the place where they stand: those of the specification, and made ones, always the same."""

from __future__ import annotations

import random

RUN = "fetch('/ran')"
BREAKOUTS = (
    "</script>", "</script >", "</script/>", "</SCRIPT>", "</ScRiPt\t>", "</script\n>", "<!--<script>", "<!--", "-->",
    "]]>", "<![CDATA[", "\u2028", "\u2029", "AT&amp;T &lt;b&gt;", "&lt;/script&gt;", "</title>", "</style>", "</textarea>",
    "</head>", "</body>", "</html>", "</article>", "</p>", "</a>", "</template>", "</noscript>", "</iframe>", "</svg>",
    '"', "'", '">', "'>", "`", "`>", "\\", '\\"', "\\u003c/script>", "&quot;>", "&#34;>", "&#x22;>", "&#x3c;", "\x00",
    "\x0b", "\x0c", "\x1f", "\x7f", "\ufeff", "\u202e", "\ufffe", "\ud7ff", "𝒳", "\U0001fffe", "<", ">", "&", "&&", "&#", "&#0;", "<>",
)  # fmt: skip
SCRIPTS = (
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f'<img src="x" onerror="{RUN}">', f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>", f"<body onload={RUN}>", f"<iframe src=javascript:{RUN}>", f"<iframe srcdoc='<script>{RUN}</script>'>",
    f"<a href=javascript:{RUN}>x</a>", f"<math><mi href=javascript:{RUN}>", "<base href=//evil.example/>", "<link rel=stylesheet href=/ran.css>",
    "<meta http-equiv=refresh content=0;url=/ran>", f"<form action=javascript:{RUN}><input type=submit autofocus>", f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>", f"<video><source onerror={RUN}></video>", "<style>@import '/ran.css'</style>", "<object data=/ran>",
    "<embed src=/ran>", f"<marquee onstart={RUN}>", f" onmouseover={RUN} ", f" onfocus={RUN} autofocus tabindex=0 ", "<script src=/ran.js></script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>", f"<xmp><img src=x onerror={RUN}></xmp>", f"<script/x>{RUN}</script>",
    f"{{{{constructor.constructor('{RUN}')()}}}}", f"${{{RUN}}}", f"';{RUN};//", f'";{RUN};//',
)  # fmt: skip
ADDRESSES = (
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" javascript:{RUN}", f"java\tscript:{RUN}", f"java\nscript:{RUN}", f"\x01javascript:{RUN}",
    f"javascript&colon;{RUN}", f"&#106;avascript:{RUN}", f"vbscript:{RUN}", f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD4=", f"blob:{RUN}", "file:///etc/passwd", "//evil.example/", "\\\\evil.example\\x", "https://a.example/\" onclick=\"x",
    "https://a.example/'><script>", "https://user:pass@a.example/", f"jar:javascript:{RUN}", f"view-source:javascript:{RUN}", f"feed:javascript:{RUN}",
    "#</a>", "?q=\"><b>", "mailto:a@b.example?subject=<script>", "tel:+1\"onx=", f"javascript\u200b:{RUN}", f"\ufeffjavascript:{RUN}", f"/javascript:{RUN}",
    f"./x:{RUN}", "about:blank", "http:javascript:x", "ws://a.example/", "intent://a#Intent;end",
)  # fmt: skip
WORDS = ("The bridge", "Ünïcode", "日本", "ليل", "5 < 6 & 7 > 3", "O'Neil", '"quoted"', "", " ", "\n\n", "\t")


def texts(count: int, seed: int = 20261128) -> list[str]:
    """All texts of the specification, then `count` made of pieces of them."""
    dice = random.Random(seed)
    pieces = (*BREAKOUTS, *SCRIPTS, *ADDRESSES, *WORDS)
    made = ["".join(dice.choices(pieces, k=dice.randint(1, 6))) for _ in range(count)]
    return [*(f"{end}{script}" for end in BREAKOUTS for script in SCRIPTS[:2]), *SCRIPTS, *ADDRESSES, *made]
