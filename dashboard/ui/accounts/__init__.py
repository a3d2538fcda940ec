"""What the pages about accounts draw: registering, my account, everybody's accounts."""
