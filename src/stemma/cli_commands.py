"""The commands, where each is and what it does: a list that loads nothing."""

ABOUT = "A family tree for the news of a war: who says so, and from how many independent origins."

# Where each command is, and what it does. Commands are imported when they are run, and the list
# of them is printed without loading anything, so that the start stays short.
COMMANDS = {
    "ingest": ("stemma.cli_ingest:ingest", "Read reports into a casebook and find everything in them."),
    "watch": ("stemma.cli_watch:watch", "Watch feeds, sitemaps and pages, and ingest what is new."),
    "claims": ("stemma.cli_tables:claims", "List claims: who says so, how many outlets, how many origins."),
    "origins": ("stemma.cli_tables:origins", "List origins, or draw one claim's derivation tree."),
    "variants": ("stemma.cli_tables:variants", "List what changed between two wordings of a claim."),
    "matches": ("stemma.cli_matches:matches", "List claims that may be one, for you to merge or separate."),
    "events": ("stemma.cli_tables:events", "List what happened, where and when, by how many origins."),
    "names": ("stemma.cli_names:names", "List who is named: persons and bodies, where, and as what."),
    "reports": ("stemma.cli_reports:reports", "List the reports and how they were read."),
    "search": ("stemma.cli_reports:search", "Search the words of reports and claims."),
    "show": ("stemma.cli_show:show", "Show one report, claim, event, origin, variant or mention by its id."),
    "review": ("stemma.cli_review:app", "Correct what was found; every decision can be undone."),
    "sides": ("stemma.cli_sides:sides", "Print or replace the list of the parties to the conflict."),
    "serve": ("stemma.cli_tools:serve", "Serve the casebook as a local web page."),
    "export": ("stemma.cli_export:export", "Write the casebook in other formats, whole or redacted."),
    "casebook": ("stemma.cli_scale:app", "Make a casebook of the tables of a large run, or of a slice."),
    "demo": ("stemma.cli_ingest:demo", "Ingest the bundled demo corpus and print its leading claims."),
    "eval": ("stemma.cli_tools:evaluate", "Run a benchmark and print its figures."),
    "verify": ("stemma.cli_keeping:verify", "Check every hash and every span of a casebook."),
    "doctor": ("stemma.cli_keeping:doctor", "Say what is wrong with a casebook; repair or salvage it."),
    "backup": ("stemma.cli_keeping:backup", "Copy a casebook while it is in use, and check the copy."),
    "gazetteer": ("stemma.cli_tools:gazetteer", "Add places to the gazetteer."),
}
