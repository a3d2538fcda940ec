"""How figures about the claim list are counted: shares, waiting times, small numbers, places on a schematic map."""
