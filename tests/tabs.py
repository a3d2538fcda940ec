"""A browser tab without a browser: speaks Streamlit's protocol to a running server."""

import threading
import time
from contextlib import ExitStack, suppress
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


class Tab:
    """Connects, runs the page once, and keeps the texts and file addresses the last run sent."""

    def __init__(self, port: int, cookie: str = "", *, resume: str = "", query: str = "", **headers: str) -> None:
        protocols = ["streamlit", "unused", *([resume] if resume else [])]
        sent = {"Origin": f"http://127.0.0.1:{port}", **headers, **({"Cookie": cookie} if cookie else {})}
        self.texts: list[str] = []
        self.media: list[str] = []
        self.downloads: list[str] = []
        self.id = ""
        self._finished = 0
        self._news = threading.Condition()
        self._open = ExitStack()
        connection = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers={name: value for name, value in sent.items() if value},
            max_size=None,
        )
        self._socket = self._open.enter_context(connection)
        threading.Thread(target=self._listen, daemon=True).start()
        self.run(query)

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def run(self, query: str = "", seconds: float = 20.0) -> "Tab":
        """Ask for a run of the page and wait for its end."""
        message = BackMsg()
        message.rerun_script.query_string = query
        with self._news:
            before = self._finished
            self._socket.send(message.SerializeToString())
            if not self._news.wait_for(lambda: self._finished > before, seconds):
                raise TimeoutError("the page did not finish")
        return self

    def _listen(self) -> None:
        with suppress(ConnectionClosed):  # the server may stop first
            for data in self._socket:
                message = ForwardMsg()
                message.ParseFromString(data if isinstance(data, bytes) else data.encode())
                with self._news:
                    self._take(message)
                    self._news.notify_all()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.id = message.new_session.initialize.session_id or self.id
            self.texts, self.media, self.downloads = [], [], []
        elif kind == "script_finished":
            self._finished += 1
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            match element.WhichOneof("type"):
                case "text":
                    self.texts.append(element.text.body)
                case "alert":
                    self.texts.append(element.alert.body)
                case "download_button":
                    self.downloads.append(element.download_button.url)
                case "imgs":
                    self.media += [image.url for image in element.imgs.imgs]


def until(question, seconds: float = 10.0) -> None:
    """Wait until ``question()`` is true."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            raise TimeoutError(question)
        time.sleep(0.02)
