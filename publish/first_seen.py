"""What a reader comes for, for which the browser waits before it draws the first frame.

A browser draws a page in pieces as it comes. A slow phone lays out anew all that has come with each
piece, and reads on only afterwards.
"""

ID = "first-seen"
FIRST = ('<svg class="chart', '<p class="lead')
"""How the first chart begins and, for pages without one, the sentence at the top."""
LINK = f'\n<link rel="expect" href="#{ID}" blocking="render">'
"""A browser that does not know it draws as it always did; one that does draws at the latest when
all of the page has come."""


def marked(page: str) -> tuple[str, str]:
    """A page with its first chart marked, and the element of the head that makes the browser wait.

    Returns:
        Both as HTML; the page as it was, and nothing, where it has neither chart nor sentence.
    """
    for beginning in FIRST:
        at = page.find(beginning)
        if at >= 0:
            inside = page.index(">", at)
            return f'{page[:inside]} id="{ID}"{page[inside:]}', LINK
    return page, ""
