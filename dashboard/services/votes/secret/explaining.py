"""What does a secret vote protect against, what not, and when is paper better? In words for voters and key holders."""

from dashboard.i18n import N_

PROTECTS = (
    N_(
        "Your ballot lies in two envelopes, which two people open one after the other, each with a code of their own "
        "that the server does not keep. Neither of them alone, nor anybody with the database or a backup of it, can "
        "read it."
    ),
    N_(
        "Who took part and what was in the box are kept apart. No time, number or name joins the two, and both are "
        "put in random order when the envelopes are opened."
    ),
    N_("While the vote is open everybody sees how many have voted, and nobody how."),
    N_(
        "With your receipt you can see afterwards that your ballot was counted. It does not say how you voted, so "
        "nobody can have you prove it."
    ),
    N_("Each seat votes once. If ballots were put in or taken out, the count is refused."),
)
"""What a secret vote does."""

DOES_NOT_PROTECT = (
    N_("Whoever controls the running server while ballots arrive, or has changed its program, could read along."),
    N_("Nobody can prevent somebody from standing beside you, or from recording your screen."),
    N_("If all vote the same way, or very few vote, the result itself says how each voted."),
    N_(
        "Both key holders together, with the log of the database or a copy made during the voting, could trace "
        "ballots to voters. Choose two people who answer to different sides."
    ),
    N_("That you took part is known, and whoever reads the database may learn in which order people voted."),
    N_(
        "A long ranking can be filled in as a secret sign, by which whoever reads the database after the count "
        "recognises it."
    ),
)
"""What a secret vote cannot do."""

TAKE_PAPER = (
    N_("Vote on paper where persons are elected with legal force."),
    N_("Vote on paper where those who vote do not trust whoever runs the server."),
    N_("Vote on paper where fewer can vote than the house rules ask for."),
)
"""When to vote on paper."""

KEEP_THE_CODE = (
    N_("Write the code down on paper now. It is shown once and stored nowhere."),
    N_("Show it to nobody, least of all to the other key holder: only apart do the two keys keep the ballots secret."),
    N_("Bring it to the count. If one of the two codes is lost, the ballots can never be read and the vote is void."),
)
"""What somebody who has just drawn a key has to know."""
