#!/usr/bin/env python3
"""Checks docs/hash-vectors.json with nothing but Python's own library: XXH64, the choice, and the SQL of docs/hashing.md."""
import json
import math
import os
import re
import sqlite3
import sys

MASK = (1 << 64) - 1
P1, P2, P3, P4, P5 = (
    0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)


def rotate(x, bits):
    return ((x << bits) | (x >> (64 - bits))) & MASK


def lane(acc, word):
    return rotate((acc + word * P2) & MASK, 31) * P1 & MASK


def xxh64(data, seed=0):
    length = len(data)
    word = lambda at, size: int.from_bytes(data[at:at + size], "little")
    at = 0
    if length >= 32:
        accs = [(seed + P1 + P2) & MASK, (seed + P2) & MASK, seed, (seed - P1) & MASK]
        while at + 32 <= length:
            accs = [lane(acc, word(at + 8 * i, 8)) for i, acc in enumerate(accs)]
            at += 32
        h = sum(rotate(acc, bits) for acc, bits in zip(accs, (1, 7, 12, 18))) & MASK
        for acc in accs:
            h = ((h ^ lane(0, acc)) * P1 + P4) & MASK
    else:
        h = (seed + P5) & MASK
    h = (h + length) & MASK
    while at + 8 <= length:
        h = (rotate(h ^ lane(0, word(at, 8)), 27) * P1 + P4) & MASK
        at += 8
    if at + 4 <= length:
        h = (rotate(h ^ (word(at, 4) * P1 & MASK), 23) * P2 + P3) & MASK
        at += 4
    while at < length:
        h = rotate(h ^ (data[at] * P5 & MASK), 11) * P1 & MASK
        at += 1
    h = (h ^ (h >> 33)) * P2 & MASK
    h = (h ^ (h >> 29)) * P3 & MASK
    return h ^ (h >> 32)


def choose(h, weights):
    def draw(version):
        u = ((xxh64(version.encode(), h) >> 11) + 0.5) / 2**53
        return -math.log(u) / weights[version]
    return min(sorted(v for v in weights if weights[v] > 0), key=draw)


def signed(h):
    return h - (1 << 64) if h >> 63 else h


def database(weights):
    db = sqlite3.connect(":memory:")
    db.create_function("xxh64", 2, lambda text, seed: signed(xxh64(text.encode(), seed & MASK)))
    db.create_function("ln", 1, math.log)
    db.execute("CREATE TABLE weights (version TEXT, weight REAL)")
    db.executemany("INSERT INTO weights VALUES (?, ?)", weights.items())
    return db


def main():
    docs = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs")
    with open(os.path.join(docs, "hash-vectors.json"), encoding="utf-8") as file:
        vectors = json.load(file)
    with open(os.path.join(docs, "hashing.md"), encoding="utf-8") as file:
        sql = re.search(r"```sql\n(.*?)```", file.read(), re.S).group(1)
    for vector in vectors["xxh64"]:
        assert xxh64(vector["text"].encode(), int(vector["seed"], 16)) == int(vector["hash"], 16), vector
    for seed, expected in vectors["seedHash"].items():
        assert xxh64(seed.encode()) == int(expected, 16), seed
    databases = [database(split) for split in vectors["splits"]]
    for choice in vectors["choices"]:
        h = xxh64(choice["key"].encode(), xxh64(choice["seed"].encode()))
        assert h == int(choice["hash"], 16) and h >> 48 == choice["slot"], choice
        for split, db, expected in zip(vectors["splits"], databases, choice["versions"]):
            assert choose(h, split) == expected, (choice, split)
            found = db.execute(sql, {"key": choice["key"], "seed": choice["seed"]}).fetchone()[0]
            assert found == expected, (choice, split, found)
    print("%d hashes, %d keys in %d splits, in Python and in SQL: as published" % (
        len(vectors["xxh64"]), len(vectors["choices"]), len(vectors["splits"])))


if __name__ == "__main__":
    sys.exit(main())
