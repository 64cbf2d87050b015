"""Reports of two outlets that tell one matter in words of their own, and of another one weeks later."""

ONE = (
    "A bomber on a motorcycle blew himself up outside a bakery in Kupiansk on Monday, the governor said. "
    "The railway to the south was closed for repairs."
)
OTHER = (
    "At least 16 people were killed when a motorcycle burst into flames beside a crowded bakery in Kupiansk, "
    "the hospital said. Rescuers searched the ruins of the bakery."
)
LATER = (
    "A bomber on a motorcycle blew himself up outside a bakery in Balakliia, the police said. "
    "The town had been quiet for months."
)
ROWS = (
    {"id": "one", "outlet": "Delo Hour", "published": "2022-05-03", "text": ONE},
    {"id": "other", "outlet": "Zoria Post", "published": "2022-05-03", "text": OTHER},
    {"id": "later", "outlet": "Meridian Wire", "published": "2022-07-20", "text": LATER},
)
