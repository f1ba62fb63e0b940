"""From an address to a grpc channel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, List, Optional, Tuple, Union
from urllib.parse import urlsplit

import grpc
import grpc.aio

Certificates = Union[str, "os.PathLike[str]", bytes]


def open_channel(
    address: str, ca: Optional[Certificates], max_receive_bytes: int, *, for_asyncio: bool = False
) -> Any:
    """Opens a channel of grpc, or of grpc.aio; nothing is sent until the first call.

    Raises ValueError for an address that is none, OSError for a file of certificates that cannot be read.
    """
    target, secure = parse_address(address)
    channels = grpc.aio if for_asyncio else grpc
    options = _options(max_receive_bytes)
    if not secure:
        if ca is not None:
            raise ValueError(f"ca is for https addresses, {address!r} has no TLS")
        return channels.insecure_channel(target, options)
    return channels.secure_channel(target, grpc.ssl_channel_credentials(_read(ca)), options)


def parse_address(address: str) -> Tuple[str, bool]:
    """What grpc calls the target, and whether it is reached by TLS."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{address!r} is no address; write it like http://127.0.0.1:5080")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(f"{address!r} has more than scheme, host and port; write it like http://127.0.0.1:5080")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    secure = parts.scheme == "https"
    return f"{host}:{parts.port or (443 if secure else 80)}", secure


def check_options(api_key: Optional[str], timeout: float, max_attempts: int, max_receive_bytes: int) -> None:
    """Raises ValueError for an option out of range."""
    if api_key is not None and not (1 <= len(api_key) <= 4096 and all("!" <= one <= "~" for one in api_key)):
        raise ValueError("api_key must be 1–4096 visible ASCII characters")
    if not 0 < timeout <= 86_400:
        raise ValueError("timeout must be more than 0 and at most 86400 seconds")
    if not 1 <= max_attempts <= 5:
        raise ValueError("max_attempts must be 1–5")
    if not 1 << 10 <= max_receive_bytes <= 1 << 30:
        raise ValueError("max_receive_bytes must be 1 KiB – 1 GiB")


def _read(ca: Optional[Certificates]) -> Optional[bytes]:
    return ca if ca is None or isinstance(ca, bytes) else Path(ca).read_bytes()


def _options(max_receive_bytes: int) -> List[Tuple[str, Any]]:
    return [
        ("grpc.max_receive_message_length", max_receive_bytes),
        ("grpc.max_send_message_length", -1),
        # Repeats are this library's own.
        ("grpc.enable_retries", 0),
        # A server that restarts is found again soon: the defaults wait a second, then up to two minutes.
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.min_reconnect_backoff_ms", 5_000),
        ("grpc.max_reconnect_backoff_ms", 5_000),
        # A connection that a firewall dropped in silence is found by pings instead of by a lost call.
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        # Two clients of one process are two connections, each with its own limits.
        ("grpc.use_local_subchannel_pool", 1),
    ]
