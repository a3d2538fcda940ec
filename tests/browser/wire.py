"""The wire between a page and the server: it can lose what is said, and bring what comes too late."""

import re

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SOCKET = re.compile(r"/_stcore/stream$")


class Wire:
    """Stands between the page and the server from the next time the page is loaded."""

    def __init__(self, page: Page) -> None:
        self.loses = False
        """Whether what the page says is lost at the moment."""
        self.lost = 0
        self._page_side: WebSocketRoute | None = None
        self._drawn: ForwardMsg | None = None
        page.route_web_socket(SOCKET, self._connect)

    def _connect(self, page_side: WebSocketRoute) -> None:
        self._page_side = page_side
        server_side = page_side.connect_to_server()

        def to_server(data: str | bytes) -> None:
            if self.loses:
                self.lost += 1
            else:
                server_side.send(data)

        def to_page(data: str | bytes) -> None:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            if message.WhichOneof("type") == "delta":
                self._drawn = message
            page_side.send(data)

        page_side.on_message(to_server)
        server_side.on_message(to_page)

    def crash(self) -> None:
        """Send an element for a place that is gone: Streamlit's frontend throws, and draws nothing any more."""
        assert self._page_side is not None
        assert self._drawn is not None
        late = ForwardMsg()
        late.CopyFrom(self._drawn)
        late.metadata.delta_path[:] = [0, 90, 90]
        self._page_side.send(late.SerializeToString())
