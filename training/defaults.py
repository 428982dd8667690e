"""What holds until the bureau says otherwise. None of it is law."""

# Hours a year for everybody who handles cases; the training manager sets the bureau's own number (HourRequirement).
HOURS = 60
# Longest exception from the unit of a list version, in days.
EXCEPTION_DAYS = 30
# How long a party's personal link works, in days.
LINK_DAYS = 30
# Below this many cases a share says nothing and is not shown.
LEAST_FOR_SHARE = 10
