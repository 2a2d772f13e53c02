package io.dimmer.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The other end of a client's connection, and what the upstream is told of it: made once for a connection. Immutable.
 */
public final class ClientPeer {
    private final InetAddress address;
    private final byte[] forwardedFields;
    private final int textStart;
    private final int textEnd;
    private final int port;
    private final boolean trusted;

    /**
     * From both ends.
     *
     * @param trusted true when the other end is a trusted proxy, whose forwarding headers are believed
     */
    public ClientPeer(InetSocketAddress remote, InetSocketAddress local, boolean trusted) {
        this.address = remote.getAddress();
        this.port = local.getPort();
        this.trusted = trusted;
        String name = "X-Forwarded-For: ";
        String text = withoutZone(address.getHostAddress());
        String rest = "\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: " + port + "\r\n";
        this.forwardedFields = (name + text + rest).getBytes(StandardCharsets.US_ASCII);
        this.textStart = name.length();
        this.textEnd = textStart + text.length();
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Of the other end. */
    public InetAddress address() {
        return address;
    }

    /** The port that it came to. */
    public int port() {
        return port;
    }

    /** True for a trusted proxy. */
    public boolean isTrusted() {
        return trusted;
    }

    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Port} of this connection alone, as whole field lines. */
    public byte[] forwardedFields() {
        return forwardedFields;
    }

    /** Where the text of the address starts in {@link #forwardedFields}. */
    public int textStart() {
        return textStart;
    }

    /** Where it ends. */
    public int textEnd() {
        return textEnd;
    }
}
