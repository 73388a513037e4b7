"""What the formats for feeds have in common: RSS, Atom, JSON Feed and sitemaps for news.

Reading goes entry by entry, so that memory stays flat; what no field takes is kept, and said once for each kind.
"""
