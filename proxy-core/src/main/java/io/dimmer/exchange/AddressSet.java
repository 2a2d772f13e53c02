package io.dimmer.exchange;

import io.dimmer.config.value.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Networks, compiled: whether an address lies in one of them costs two comparisons each. Immutable. */
public final class AddressSet {
    private static final int V6_BITS = 128;

    /** For each network: bytes of an address, mask in two halves, address in two halves. */
    private final long[] networks;

    private AddressSet(long[] networks) {
        this.networks = networks;
    }

    /** Compiles. */
    public static AddressSet of(List<Network> networks) {
        long[] compiled = new long[networks.size() * 5];
        int at = 0;
        for (Network network : networks) {
            boolean four = network.address() instanceof Inet4Address;
            int bits = four ? network.prefixBits() + V6_BITS - Integer.SIZE : network.prefixBits();
            byte[] address = network.address().getAddress();
            long highMask = mask(Math.min(bits, Long.SIZE));
            long lowMask = mask(Math.max(0, bits - Long.SIZE));
            compiled[at++] = address.length;
            compiled[at++] = highMask;
            compiled[at++] = lowMask;
            compiled[at++] = high(address) & highMask;
            compiled[at++] = low(address) & lowMask;
        }
        return new AddressSet(compiled);
    }

    /** True when it lies in one of the networks. An IPv4 address is never inside an IPv6 network. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        long high = high(bytes);
        long low = low(bytes);
        for (int i = 0; i < networks.length; i += 5) {
            if (networks[i] == bytes.length
                    && (high & networks[i + 1]) == networks[i + 3]
                    && (low & networks[i + 2]) == networks[i + 4]) {
                return true;
            }
        }
        return false;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }

    /** IPv4 addresses are the last 32 of 128 bits here. */
    private static long high(byte[] address) {
        return address.length == Integer.BYTES ? 0 : word(address, 0);
    }

    private static long low(byte[] address) {
        return address.length == Integer.BYTES ? word4(address, 0) : word(address, Long.BYTES);
    }

    private static long word(byte[] bytes, int at) {
        return word4(bytes, at) << Integer.SIZE | word4(bytes, at + Integer.BYTES);
    }

    private static long word4(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL) << 24
                | (bytes[at + 1] & 0xFFL) << 16
                | (bytes[at + 2] & 0xFFL) << 8
                | (bytes[at + 3] & 0xFFL);
    }
}
