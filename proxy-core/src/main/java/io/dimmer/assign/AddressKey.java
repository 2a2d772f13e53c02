package io.dimmer.assign;

import java.net.InetAddress;

/**
 * A client's address as a key: IPv4 as {@code 203.0.113.7}, IPv6 as the network of its first 64 bits in the form of RFC
 * 5952, {@code 2001:db8:1:2::/64}, for one person has all of it.
 */
final class AddressKey {
    private static final int GROUPS = 4;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private static final byte[] SUFFIX = {':', ':', '/', '6', '4'};

    private AddressKey() {}

    /** Writes it to the start of {@code into}, which has room for 24 bytes, and returns its length. */
    static int write(InetAddress client, byte[] into) {
        byte[] address = client.getAddress();
        // By constant indices, so that the compiled code needs no array for an IPv4 address.
        return address.length == Integer.BYTES
                ? writeFour(address[0], address[1], address[2], address[3], into)
                : writeSix(address, into);
    }

    private static int writeFour(byte first, byte second, byte third, byte fourth, byte[] into) {
        int at = writeDecimal(first & 0xFF, into, 0);
        into[at++] = '.';
        at = writeDecimal(second & 0xFF, into, at);
        into[at++] = '.';
        at = writeDecimal(third & 0xFF, into, at);
        into[at++] = '.';
        return writeDecimal(fourth & 0xFF, into, at);
    }

    private static int writeDecimal(int value, byte[] into, int from) {
        int at = from;
        if (value >= 100) {
            into[at++] = (byte) ('0' + value / 100);
        }
        if (value >= 10) {
            into[at++] = (byte) ('0' + value / 10 % 10);
        }
        into[at++] = (byte) ('0' + value % 10);
        return at;
    }

    /** The last four groups are 0, so the longest run of zeros is always the one at the end. */
    private static int writeSix(byte[] address, byte[] into) {
        int last = GROUPS;
        while (last > 0 && group(address, last - 1) == 0) {
            last--;
        }
        int at = 0;
        for (int i = 0; i < last; i++) {
            if (i > 0) {
                into[at++] = ':';
            }
            at = writeHex(group(address, i), into, at);
        }
        for (int i = 0; i < SUFFIX.length; i++) {
            into[at++] = SUFFIX[i];
        }
        return at;
    }

    private static int group(byte[] address, int index) {
        return ((address[2 * index] & 0xFF) << Byte.SIZE) | (address[2 * index + 1] & 0xFF);
    }

    private static int writeHex(int value, byte[] into, int from) {
        int at = from;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (value >>> shift != 0 || shift == 0) {
                into[at++] = HEX[(value >>> shift) & 0xF];
            }
        }
        return at;
    }
}
