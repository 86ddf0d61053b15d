"""Ways in which a publisher misbehaves; each is a function of handler, file and publisher."""

import socket
import struct
import time

from tests.publisher.server import begin_file, body_asked_for, send, send_file

PAGE = b"""<!DOCTYPE html>
<html lang="en"><head><title>We are sorry</title></head>
<body><p>The service is being maintained.</p></body></html>
"""


def status(code, **headers):
    """An error answer, such as 404; a Retry-After is given as `Retry_After`."""

    def fault(handler, _file, _publisher):
        send(handler, code, PAGE, "text/html", **headers)

    return fault


def reset_after(count):
    """The connection is reset when so many bytes of the body have been sent."""

    def fault(handler, file, _publisher):
        begin_file(handler, file)
        handler.wfile.write(body_asked_for(handler, file)[:count])
        handler.wfile.flush()
        time.sleep(0.05)  # a reset overtakes bytes that are still on their way
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True
        handler.connection.close()

    return fault


def truncated_to(count):
    """The body ends after so many bytes although its announced length is greater."""

    def fault(handler, file, _publisher):
        begin_file(handler, file)
        handler.wfile.write(body_asked_for(handler, file)[:count])
        handler.close_connection = True

    return fault


def web_page(content_type="text/csv"):
    """A page that says sorry, sent as if it were the file."""

    def fault(handler, _file, _publisher):
        send(handler, 200, PAGE * 2000, content_type)

    return fault


def content(body, content_type="text/csv"):
    """Another content than the file's."""

    def fault(handler, _file, _publisher):
        send(handler, 200, body, content_type)

    return fault


def dripping(count, seconds):
    """So many bytes at a time with a pause after each, until the asker has gone."""

    def fault(handler, file, publisher):
        begin_file(handler, file)
        body = body_asked_for(handler, file)
        handler.close_connection = True
        for start in range(0, len(body), count):
            handler.wfile.write(body[start : start + count])
            if publisher.stopping.wait(seconds):
                return

    return fault


def silent_after(count):
    """So many bytes of the body, then nothing more although the connection stays."""

    def fault(handler, file, publisher):
        begin_file(handler, file)
        handler.wfile.write(body_asked_for(handler, file)[:count])
        handler.close_connection = True
        publisher.stopping.wait(20)

    return fault


def redirect(address):
    """The file is said to be at another address."""

    def fault(handler, _file, _publisher):
        send(handler, 302, b"", Location=address)

    return fault


def whole_file_whatever_is_asked(handler, file, _publisher):
    """Ranges are ignored: the whole file comes."""
    del handler.headers["Range"]
    send_file(handler, file)


def another_part(handler, file, _publisher):
    """Bytes that are not those asked for, and the header says so."""
    handler.send_response(206)
    for name, value in file.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Range", f"bytes 0-9/{len(file.content)}")
    handler.send_header("Content-Length", "10")
    handler.end_headers()
    handler.wfile.write(file.content[:10])


def endless(handler, file, publisher):
    """A body without announced length that does not end."""
    handler.send_response(200)
    handler.send_header("Content-Type", file.content_type)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not publisher.stopping.is_set():
        handler.wfile.write(b"0,0,0,0\n" * 10_000)
