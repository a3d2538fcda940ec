"""The parts of the pages about meetings: list, agenda, attendance, the meeting room, and how votes went."""
