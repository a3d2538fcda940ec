"""What the server does around the pages: guard, headers, routes for the sign-in cookie, live updates, health."""
