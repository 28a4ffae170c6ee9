"""Is a 32-byte value a point of Ed25519? Every Solana wallet is; half of random bytes are not."""

from __future__ import annotations

_P = 2**255 - 19
_D = -121665 * pow(121666, _P - 2, _P) % _P


def on_curve(raw: bytes) -> bool:
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    if y >= _P:
        return False
    x_squared = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    return x_squared == 0 or pow(x_squared, (_P - 1) // 2, _P) == 1
