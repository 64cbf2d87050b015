"""Make the pictures of the web page in docs/images from the demo's casebook.

    python scripts/screenshots.py [CASEBOOK]

Without a casebook the bundled demo is ingested into one for the occasion. Needs Chromium.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from stemma.casebook import Casebook
from stemma.cli import run as stemma
from stemma.web import create_app
from stemma.web.serving import in_background

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
DESKTOP, PHONE = (1360, 940), (390, 844)  # width and height
ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
LARGEST = 300_000  # bytes of one picture


def leading(casebook: Path) -> tuple[str, str, str]:
    """Return the claim with most variants among the leading ones, a copy's report, a mention in it."""
    with Casebook.open(casebook, create=False, readonly=True) as book:
        claims = book.claims(limit=12)
        claim = max(
            claims, key=lambda c: (c.outlets, len({m.stance for m in c.mentions}), len(book.variants(c.id)))
        )
        copied = {copy.target for copy in book.copies()}
        mention = next((m for m in claim.mentions[::-1] if m.report in copied), claim.mentions[0])
        return claim.id, mention.report, mention.id


def shoot(
    browser: Browser, address: str, name: str, *, dark: bool = False, phone: bool = False, height: int = 0
) -> None:
    """Take one picture."""
    width, usual = PHONE if phone else DESKTOP
    size: ViewportSize = {"width": width, "height": height or usual}
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if "/situation" in address:
        page.wait_for_function("() => document.querySelector('.map')?.map?.loaded()", timeout=90_000)
        page.wait_for_timeout(3000)
    if "of=possible" in address:
        page.wait_for_selector("[aria-busy=true]", state="detached", timeout=60_000)
    if "/sources" in address:
        page.wait_for_function("() => document.querySelector('.graph')?.sigma", timeout=30_000)
    page.wait_for_timeout(400)
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    context.close()
    bytes_taken = file.stat().st_size
    print(f"{file.relative_to(IMAGES.parent.parent)}  {bytes_taken // 1000} kB")
    if bytes_taken > LARGEST:
        sys.exit(f"{file} is larger than {LARGEST // 1000} kB")


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or sys.exit("no Chromium on this machine (apt-get install chromium)")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        casebook = Path(folder) / "demo.db"
        if sys.argv[1:]:
            casebook = Path(sys.argv[1])
        else:
            stemma(["demo", "--casebook", str(casebook)])
        claim, report, mention = leading(casebook)
        with in_background(create_app(casebook)) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            shoot(browser, f"{base}/claims/{claim}", "claim", height=1560)
            shoot(browser, f"{base}/claims", "claims")
            shoot(browser, f"{base}/reports/{report}?m={mention}", "reader")
            shoot(browser, f"{base}/situation", "situation")
            shoot(browser, f"{base}/situation", "situation-dark", dark=True)
            shoot(browser, f"{base}/situation", "situation-phone", phone=True)
            shoot(browser, f"{base}/sources", "sources", height=1500)
            shoot(browser, f"{base}/aims", "aims")
            shoot(browser, f"{base}/search?q=Kharkiv", "search")
            shoot(browser, f"{base}/review", "review")
            shoot(browser, f"{base}/review?of=possible", "possible")
            shoot(browser, f"{base}/claims/{claim}", "claim-dark", dark=True, height=1560)
            shoot(browser, f"{base}/claims/{claim}", "claim-phone", phone=True)
            browser.close()


if __name__ == "__main__":
    main()
