package io.dimmer.config.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A network in CIDR form (RFC 4632, RFC 4291): every address that shares the first bits of one.
 *
 * @param address an address inside it, IPv4 or IPv6
 * @param prefixBits 0 to 32, or 0 to 128
 */
public record Network(InetAddress address, int prefixBits) {
    /** 127.0.0.0/8 and ::1. */
    public static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    public Network {
        int most = address.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > most) {
            throw new IllegalArgumentException("network: found /" + prefixBits + ", expected /0 to /" + most);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code ::1} and the like; an address alone is a network of one.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!new Address(host, 0).isLiteral()) {
                throw new IllegalArgumentException(expected(text));
            }
            InetAddress address = InetAddress.getByName(host);
            int bits =
                    slash < 0 ? address.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
            return new Network(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
    }

    private static String expected(String text) {
        return "found \"" + text + "\", expected a network such as 10.0.0.0/8 or ::1";
    }

    /** True when the other address lies inside. An IPv4 address is never inside an IPv6 network. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        if (!Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefixBits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
