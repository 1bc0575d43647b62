"""Serving the viewer: on this machine's own address, for nobody else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from communique.store.view import View
from communique.web.app import viewer

ADDRESS = "127.0.0.1"


def serve(store: Path, *, port: int = 0, ready: Callable[[str], None]) -> None:
    """Serve a store's pages until Ctrl-C; `ready` is told their address. Port 0 takes one that is free.

    Raises StoreError where the store can't be asked, OSError where the port can't be had.
    """
    with View(store).answers():
        pass  # what is wrong with it is told before anything is served
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind((ADDRESS, port))
        config = uvicorn.Config(viewer(store), log_level="warning", access_log=False, server_header=False)
        ready(f"http://{ADDRESS}:{own.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[own])
