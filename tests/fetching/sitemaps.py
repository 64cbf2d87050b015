"""Sitemaps that the server of the tests gives."""


def sitemap(server, *paths, index=False):
    """Return a sitemap of some paths, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{server.address}{path}</loc></{inner}>" for path in paths)
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{outer}>'
