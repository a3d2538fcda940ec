"""How passwords are hashed and compared: by streamlit-authenticator's hasher (bcrypt)."""

from streamlit_authenticator import Hasher

from dashboard.rules.credentials import MOST_BYTES


class HasherPasswords:
    """The hasher as the account use cases want it."""

    def hash(self, password: str) -> str:
        """Return a salted bcrypt hash."""
        return str(Hasher.hash(password))

    def matches(self, password: str, hashed: str) -> bool:
        """Return whether the password gives this hash; one too long for bcrypt costs the same time and never does."""
        fits = len(password.encode()) <= MOST_BYTES
        try:
            return bool(Hasher.check_pw(password if fits else "", hashed)) and fits
        except ValueError:  # a character bcrypt does not take
            return False


PASSWORDS = HasherPasswords()
