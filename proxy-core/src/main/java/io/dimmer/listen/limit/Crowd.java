package io.dimmer.listen.limit;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is here: connections, and connections by address. Any thread; costs something for a connection, nothing for a request. */
final class Crowd {
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<Origin, Integer> origins = new ConcurrentHashMap<>();

    /**
     * Where connections come from: one IPv4 address, or one /64 of IPv6, of which every household has at least one.
     *
     * @param family bytes of an address
     * @param bits the address, or the first half of it
     */
    record Origin(int family, long bits) {
        static Origin of(InetAddress address) {
            byte[] bytes = address.getAddress();
            long bits = 0;
            for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
                bits = (bits << Byte.SIZE) | (bytes[i] & 0xFF);
            }
            return new Origin(bytes.length, bits);
        }
    }

    /** One more, unless that is too many. */
    boolean enter(int most) {
        if (all.incrementAndGet() <= most) {
            return true;
        }
        all.decrementAndGet();
        return false;
    }

    void leave() {
        all.decrementAndGet();
    }

    int count() {
        return all.get();
    }

    /** One more from there, unless that is too many. */
    boolean enter(Origin origin, int most) {
        int now = origins.merge(origin, 1, Integer::sum);
        if (now <= most) {
            return true;
        }
        leave(origin);
        return false;
    }

    void leave(Origin origin) {
        origins.computeIfPresent(origin, (from, here) -> here == 1 ? null : here - 1);
    }
}
