package io.dimmer.config.value;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network in CIDR form (RFC 4632, RFC 4291): every address that shares the first bits of one.
 *
 * @param address an address inside it, IPv4 or IPv6
 * @param prefixBits 0 to 32, or 0 to 128
 */
public record Network(InetAddress address, int prefixBits) {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f.:]+)(?:/(\\d{1,3}))?");

    /** 127.0.0.0/8 and ::1. */
    public static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    public Network {
        int most = address.getAddress().length * Byte.SIZE;
        UnexpectedValueException.unless(
                prefixBits >= 0 && prefixBits <= most, "network", "/" + prefixBits, "/0 to /" + most);
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code ::1} and the like; an address alone is a network of one.
     *
     * @throws UnexpectedValueException naming what was found and what was expected
     */
    public static Network parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text);
        }
        InetAddress address = IpLiteral.parse(matcher.group(1)).orElseThrow(() -> refused(text));
        int most = address.getAddress().length * Byte.SIZE;
        String bits = matcher.group(2);
        int prefixBits = bits == null ? most : Integer.parseInt(bits);
        if (prefixBits > most) {
            throw new UnexpectedValueException("network", text, "/0 to /" + most + " after the address");
        }
        return new Network(address, prefixBits);
    }

    private static UnexpectedValueException refused(String text) {
        return new UnexpectedValueException("network", text, "a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8");
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

    /** {@code 10.0.0.0/8}; {@link #parse} reads it again. */
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
