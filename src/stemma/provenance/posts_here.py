"""A post told without its place, by what its holder says ("five died in Norla, the governor said")."""

from stemma.names import Agreement, fold
from stemma.names.normal import split_words
from stemma.names.posts import one_post, post_of
from stemma.provenance.standing import Standing

# As sure as a post told with its place both times.
_HERE = 0.65


def post_here(a: Standing, b: Standing) -> Agreement | None:
    """Compare two who hold one post, of which one report tells the place and the other what was said of it.

    "The Norla governor" of one report is "Governor Ilan Tresk" of another, who speaks of a strike near Norla.
    """
    if a.speaker is None or b.speaker is None:
        return None
    one, other = post_of(a.speaker), post_of(b.speaker)
    if one is None or other is None or (one.person and other.person) or bool(one.words) == bool(other.words):
        return None
    post, bare = (one, b) if one.words else (other, a)
    if not one_post(one, other) or any(word.startswith("@") for word in post.words):
        return None
    told = {fold(word) for word in split_words(bare.mention.content.text)}
    if not post.words <= told:
        return None
    label = f"“{a.speaker.known_as}” and “{b.speaker.known_as}”"
    return Agreement(
        "compatible", _HERE, f"{label} are told to hold one post, here of a place told of in both"
    )


__all__ = ["post_here"]
