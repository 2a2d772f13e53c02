package io.dimmer.config.value;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where to listen, or where an endpoint is.
 *
 * @param host a host name, an IPv4 address or an IPv6 address without brackets
 * @param port 0 to 65 535; 0 only for listeners and means: the system chooses
 */
public record Address(String host, int port) {
    private static final int MAX_PORT = 65_535;

    public Address {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("address: the host is empty, expected host:port");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("address: found port " + port + ", expected 0 to 65535");
        }
    }

    /**
     * True when the host is this machine only: {@code localhost}, 127.0.0.0/8 or ::1. Names are not resolved.
     */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        return isLiteral() && literal().isLoopbackAddress();
    }

    /** True when the host is an IP address and needs no resolution. */
    public boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private InetAddress literal() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: found \"" + host + "\", expected an IP address", e);
        }
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
