"""The parts of the pages about members, area, seats, house rules and the audit trail."""
