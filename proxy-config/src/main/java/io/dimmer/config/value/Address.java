package io.dimmer.config.value;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen, or where an endpoint is.
 *
 * @param host a host name, an IPv4 address or an IPv6 address without brackets
 * @param port 0 to 65 535; 0 only for listeners and means: the system chooses
 */
public record Address(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOST = 253;
    private static final String EXPECTED = "host:port, such as 127.0.0.1:8080, shop.internal:8080 or [::1]:8080";
    private static final Pattern TEXT = Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    public Address {
        UnexpectedValueException.unless(!host.isEmpty(), "address", "an empty host", EXPECTED);
        UnexpectedValueException.unless(port >= 0 && port <= MAX_PORT, "address", "port " + port, "0 to 65535");
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets. Names are not resolved.
     *
     * @throws UnexpectedValueException when it is none
     */
    public static Address parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text);
        }
        String v6 = matcher.group(1);
        String host = v6 == null ? matcher.group(2) : v6;
        int port = Integer.parseInt(matcher.group(3));
        if (!(v6 == null ? isHost(host) : isV6(host))) {
            throw refused(text);
        }
        UnexpectedValueException.unless(port <= MAX_PORT, "address", text, "a port from 0 to 65535");
        return new Address(host, port);
    }

    private static UnexpectedValueException refused(String text) {
        return new UnexpectedValueException("address", text, EXPECTED);
    }

    private static boolean isV6(String host) {
        return host.indexOf(':') >= 0 && IpLiteral.parse(host).isPresent();
    }

    private static boolean isHost(String host) {
        return isNumeric(host) ? IpLiteral.parse(host).isPresent() : isHostName(host);
    }

    /** True for names of letters, digits, {@code -} and {@code _} between dots, as in URLs, 253 characters at most. */
    public static boolean isHostName(String host) {
        if (host.length() > MAX_HOST) {
            return false;
        }
        for (String label : host.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumeric(String host) {
        return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /**
     * True when the host is this machine only: {@code localhost}, 127.0.0.0/8 or ::1. Names are not resolved.
     */
    public boolean isLoopback() {
        return host.equalsIgnoreCase("localhost")
                || IpLiteral.parse(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** True when the host stands for every address of this machine: 0.0.0.0 or ::. */
    public boolean isWildcard() {
        return IpLiteral.parse(host).map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    /** True when the host is an IP address and needs no resolution. */
    public boolean isLiteral() {
        return host.indexOf(':') >= 0 || isNumeric(host);
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
