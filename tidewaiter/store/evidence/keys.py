"""The workspace's own signing key: Ed25519, in a file that its owner alone can read."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.store.evidence.disk import write_new


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new key in a new file (PKCS #8 PEM, which openssl reads too). Raises WrongUse rather than replace one."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    try:
        write_new(path, pem)
    except FileExistsError:
        raise WrongUse("a signing key is there already", where=str(path), todo="keep it: old seals need it") from None
    except OSError as error:
        raise StoreFailed(f"cannot keep the signing key: {error.strerror}", where=str(path)) from error
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    """The key of the file. Raises WrongUse where it is missing, no key, or open to others."""
    try:
        mode, pem = os.stat(path).st_mode, path.read_bytes()
    except OSError as error:
        raise WrongUse(
            f"no signing key: {error.strerror}", where=str(path), todo="tidewaiter init makes one"
        ) from error
    if mode & 0o077:
        raise WrongUse("others can read the signing key", where=str(path), todo=f"chmod 600 {path}; think of a new key")
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongUse("no Ed25519 key in the file", where=str(path), todo="bring it back from a backup")
    return key


def public_hex(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The public key as it stands in seals: 64 hex digits."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes_raw().hex()


def public_pem(public: str) -> str:
    """The same for `openssl pkeyutl -verify -pubin`."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
