"""What tests ask of a text: its acts of force, the only one, its political acts with both sides."""


def events(code, text, **more):
    """Return the physical events of a text."""
    return [event for event in code(text, **more) if event.type]


def only(code, text, **more):
    """Return the one physical event of a text."""
    (event,) = events(code, text, **more)
    return event


def political(code, text, **more):
    """Return PLOVER's event and both sides of each political act of a text."""
    return [
        (event.plover, event.actor.side, event.target.side)
        for event in code(text, **more)
        if event.actor is not None and event.target is not None and not event.type
    ]


def names(event):
    """Return the names of who did an event, and to whom, None for nobody."""
    return event.actor and event.actor.name, event.target and event.target.name
