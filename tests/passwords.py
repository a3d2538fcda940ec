"""The product's hashing at its cheapest cost, so that tests with many accounts stay quick."""

import bcrypt


class QuickPasswords:
    """bcrypt with four rounds; verifies any bcrypt hash."""

    def hash(self, password: str) -> str:
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()

    def matches(self, password: str, hashed: str) -> bool:
        return bcrypt.checkpw(password.encode()[:72], hashed.encode())


QUICK = QuickPasswords()
