"""Addresses, TLS and options."""

import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import grpc

import recsys
from recsys.connection import parse_address
from recsys.v1 import GetProductRequest, GetProductResponse, Product
from scripted import ScriptedServer

GET = "recsys.v1.ProductService/GetProduct"


class AddressTests(unittest.TestCase):
    def test_addresses_are_read(self):
        for address, expected in {
            "http://127.0.0.1:5080": ("127.0.0.1:5080", False),
            "https://recs.example.com": ("recs.example.com:443", True),
            "http://localhost/": ("localhost:80", False),
            "https://[::1]:8443": ("[::1]:8443", True),
        }.items():
            with self.subTest(address):
                self.assertEqual(expected, parse_address(address))

    def test_what_is_no_address_is_refused_with_the_fix(self):
        for address in ("127.0.0.1:5080", "ftp://a", "http://", "http://a/path", "http://me@a", "http://a?x"):
            with self.subTest(address), self.assertRaisesRegex(ValueError, "write it like http://"):
                recsys.connect(address)

    def test_options_out_of_range_are_refused_by_name(self):
        for options, name in (
            ({"timeout": 0}, "timeout"), ({"max_attempts": 0}, "max_attempts"), ({"max_attempts": 6}, "max_attempts"),
            ({"api_key": "ä"}, "api_key"), ({"api_key": ""}, "api_key"), ({"max_receive_bytes": 1}, "max_receive_bytes"),
            ({"ca": b"x"}, "ca"),
        ):
            with self.subTest(options), self.assertRaisesRegex(ValueError, name):
                recsys.connect("http://127.0.0.1:1", **options)

    def test_stream_options_out_of_range_are_refused_by_name(self):
        with recsys.connect("http://127.0.0.1:1") as client:
            for options in ({"batch_size": 0}, {"linger": -1}, {"buffer_size": 0}, {"give_up_after": -1}):
                with self.subTest(options), self.assertRaisesRegex(ValueError, next(iter(options))):
                    client.interaction_stream(**options)

    def test_no_server_is_unavailable(self):
        with recsys.connect("http://127.0.0.1:1", max_attempts=1) as client:
            with self.assertRaises(recsys.RecsysError) as raised:
                client.products.GetProduct(GetProductRequest(product_id="1"))
            self.assertEqual((grpc.StatusCode.UNAVAILABLE, ""), (raised.exception.code, raised.exception.reason))


# Makes a call that fails, says so, and calls no more.
LOST = """
import sys
import recsys
from recsys.v1 import GetProductRequest
with recsys.connect(sys.argv[1], max_attempts=1) as client:
    try:
        client.products.GetProduct(GetProductRequest(product_id="1"))
    except recsys.RecsysError as error:
        print(error.code.name, flush=True)
    sys.stdin.read()
"""


class RecoveryTests(unittest.TestCase):
    def test_lost_server_is_connected_to_between_calls(self):
        with socket.socket() as listener:
            # Bound and not listening, it refuses.
            listener.bind(("127.0.0.1", 0))
            listener.settimeout(20)
            # A process of its own: any other use of grpc in this one would do the work.
            with subprocess.Popen(
                [sys.executable, "-c", LOST, "http://127.0.0.1:%d" % listener.getsockname()[1]],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                # And so would grpc itself, every five seconds.
                env={**os.environ, "GRPC_CLIENT_CHANNEL_BACKUP_POLL_INTERVAL_MS": "0"},
            ) as client:
                self.addCleanup(client.kill)
                self.assertEqual("UNAVAILABLE", client.stdout.readline().strip())
                listener.listen()
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(20)
                    # The first frame of a connection; its acknowledgement says that somebody reads.
                    connection.sendall(bytes([0, 0, 0, 4, 0, 0, 0, 0, 0]))
                    received = b""
                    while bytes([0, 0, 0, 4, 1, 0, 0, 0, 0]) not in received:
                        received += connection.recv(1000) or self.fail("the connection was given up")
                client.stdin.close()


class TlsTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.certificate, key = (Path(cls.folder.name, name) for name in ("ca.pem", "key.pem"))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-keyout", key, "-out", cls.certificate],
            check=True, capture_output=True)
        cls.server = ScriptedServer(grpc.ssl_server_credentials([(key.read_bytes(), cls.certificate.read_bytes())]))
        cls.addClassCleanup(cls.server.close)
        cls.server.unary(GET, GetProductRequest, lambda request, _: GetProductResponse(product=Product(id="1")))

    def test_certificates_are_taken_from_a_file_or_as_bytes(self):
        for ca in (self.certificate, str(self.certificate), self.certificate.read_bytes()):
            with self.subTest(type(ca)), recsys.connect(self.server.address, ca=ca, api_key="k") as client:
                self.assertEqual("1", client.products.GetProduct(GetProductRequest(product_id="1"), timeout=20).product.id)
                self.assertEqual("Bearer k", self.server.calls.get().metadata["authorization"])

    def test_server_that_is_not_trusted_is_unavailable(self):
        with recsys.connect(self.server.address, max_attempts=1) as client:
            with self.assertRaises(recsys.RecsysError) as raised:
                client.products.GetProduct(GetProductRequest(product_id="1"), timeout=20)
            self.assertIs(grpc.StatusCode.UNAVAILABLE, raised.exception.code)

    def test_file_of_certificates_that_is_not_there_is_named(self):
        with self.assertRaisesRegex(FileNotFoundError, "nowhere.pem"):
            recsys.connect("https://localhost", ca="nowhere.pem")


if __name__ == "__main__":
    unittest.main()
