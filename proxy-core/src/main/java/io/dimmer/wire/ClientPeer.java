package io.dimmer.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The other end of a client's connection, and what the upstream is told of it: made once for a connection. Immutable.
 */
public final class ClientPeer {
    private final InetAddress address;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final Trust trust;
    private final byte[] forwardedFields;
    private final int textStart;
    private final int textEnd;
    private final int port;

    /** What is believed of what the other end says about where a request came from. */
    public enum Trust {
        NOTHING,
        /** {@code X-Forwarded-For} and its like. */
        X_FORWARDED,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED,
        /** {@code X-Forwarded-For}, and where there is none {@code Forwarded}. */
        EITHER
    }

    /**
     * From both ends.
     *
     * @param trust anything but nothing when the other end is a trusted proxy
     */
    public ClientPeer(InetSocketAddress remote, InetSocketAddress local, Trust trust) {
        this.address = remote.getAddress();
        this.remote = remote;
        this.local = local;
        this.port = local.getPort();
        this.trust = trust;
        String name = "X-Forwarded-For: ";
        String text = withoutZone(address.getHostAddress());
        String rest = "\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: " + port + "\r\n";
        this.forwardedFields = (name + text + rest).getBytes(StandardCharsets.US_ASCII);
        this.textStart = name.length();
        this.textEnd = textStart + text.length();
    }

    static String withoutZone(String text) {
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
        return trust != Trust.NOTHING;
    }

    /** True for a trusted proxy that is believed in {@code X-Forwarded-For} and its like. */
    public boolean isXForwardedBelieved() {
        return trust == Trust.X_FORWARDED || trust == Trust.EITHER;
    }

    /** True for a trusted proxy that is believed in {@code Forwarded}. */
    public boolean isForwardedBelieved() {
        return trust == Trust.FORWARDED || trust == Trust.EITHER;
    }

    /** What a PROXY header tells of a request of that client. */
    public ProxyHeader.Ends ends(InetAddress client) {
        int from = client.equals(address) ? remote.getPort() : 0;
        return new ProxyHeader.Ends(client, from, local.getAddress(), port);
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
