"""What a page shows."""


def texts(page, selector):
    """Return the words of all that a selector finds, once there is any."""
    page.locator(selector).first.wait_for()
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]
