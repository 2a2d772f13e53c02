package io.dimmer.route;

import io.dimmer.exchange.HeaderName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts to things that is asked with a range of bytes and a hash that the asker folds while it walks over
 * them, so that every prefix (or suffix) of a range is asked for in one walk. Immutable; asking allocates nothing.
 *
 * <p>Open addressing, at most a quarter full. Who sends requests that collide on purpose pays for one comparison of
 * integers for each colliding key that the operator wrote.
 */
final class ByteMap<V> {
    private final int[] hashes;
    private final byte[][] keys;
    private final @Nullable Object[] values;
    private final boolean host;
    private final int longest;

    private ByteMap(int capacity, boolean host, int longest) {
        this.hashes = new int[capacity];
        this.keys = new byte[capacity][];
        this.values = new Object[capacity];
        this.host = host;
        this.longest = longest;
    }

    /** Of paths: compared byte by byte, hashed from the left. */
    static <V> ByteMap<V> ofPaths(Map<String, ? extends V> entries) {
        return of(entries, false);
    }

    /** Of hosts in lower case: any case is found, hashed from the right. */
    static <V> ByteMap<V> ofHosts(Map<String, ? extends V> entries) {
        return of(entries, true);
    }

    private static <V> ByteMap<V> of(Map<String, ? extends V> entries, boolean host) {
        int capacity = Integer.highestOneBit(Math.max(1, entries.size())) << 3;
        int longest = entries.keySet().stream()
                .mapToInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(-1);
        ByteMap<V> map = new ByteMap<>(capacity, host, longest);
        entries.forEach((key, value) -> map.put(key.getBytes(StandardCharsets.UTF_8), value));
        return map;
    }

    private void put(byte[] key, Object value) {
        int hash = 0;
        for (int i = 0; i < key.length; i++) {
            hash = step(hash, key[host ? key.length - 1 - i : i]);
        }
        int at = slot(hash);
        while (values[at] != null) {
            at = (at + 1) & (hashes.length - 1);
        }
        hashes[at] = hash;
        keys[at] = key;
        values[at] = value;
    }

    /** One step of the hash, 0 at the start. */
    static int step(int hash, byte next) {
        return hash * 31 + next;
    }

    /** Length of the longest key, -1 when the map is empty. */
    int longest() {
        return longest;
    }

    /** What the range leads to; {@code hash} is folded over all of it. */
    @SuppressWarnings("unchecked")
    @Nullable V get(int hash, byte[] bytes, int start, int end) {
        int at = slot(hash);
        Object value = values[at];
        while (value != null) {
            if (hashes[at] == hash && equal(keys[at], bytes, start, end)) {
                return (V) value;
            }
            at = (at + 1) & (hashes.length - 1);
            value = values[at];
        }
        return null;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (hashes.length - 1);
    }

    private boolean equal(byte[] key, byte[] bytes, int start, int end) {
        if (key.length != end - start) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            byte found = bytes[start + i];
            if (key[i] != (host ? HeaderName.lowerCase(found) : found)) {
                return false;
            }
        }
        return true;
    }
}
