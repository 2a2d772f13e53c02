package io.dimmer.wire;

import io.dimmer.config.service.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The header of the PROXY protocol that an upstream gets before anything else: who the client is (HAProxy's
 * proxy-protocol.txt, versions 1 and 2). Stateless.
 */
public final class ProxyHeader {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int VERSION_2_PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int MOST = 128;
    private static final int MAPPED = 10;

    private ProxyHeader() {}

    /**
     * Who speaks with whom.
     *
     * @param source the client
     * @param sourcePort its port, 0 where a proxy in front did not tell
     * @param destination where it came in
     */
    public record Ends(InetAddress source, int sourcePort, InetAddress destination, int destinationPort) {}

    /** The whole header, in a buffer that the caller owns. */
    public static ByteBuf write(ProxyProtocol version, Ends ends, ByteBufAllocator allocator) {
        boolean four = ends.source() instanceof Inet4Address && ends.destination() instanceof Inet4Address;
        ByteBuf out = allocator.directBuffer(MOST);
        return version == ProxyProtocol.V1 ? text(ends, four, out) : binary(ends, four, out);
    }

    private static ByteBuf text(Ends ends, boolean four, ByteBuf out) {
        String line = "PROXY " + (four ? "TCP4 " : "TCP6 ") + text(ends.source(), four) + " "
                + text(ends.destination(), four) + " " + ends.sourcePort() + " " + ends.destinationPort() + "\r\n";
        return out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(InetAddress address, boolean four) {
        if (!four && address instanceof Inet4Address) {
            return "::ffff:" + address.getHostAddress();
        }
        return ClientPeer.withoutZone(address.getHostAddress());
    }

    private static ByteBuf binary(Ends ends, boolean four, ByteBuf out) {
        byte[] source = bytes(ends.source(), four);
        byte[] destination = bytes(ends.destination(), four);
        out.writeBytes(SIGNATURE).writeByte(VERSION_2_PROXY).writeByte(four ? TCP_OVER_IPV4 : TCP_OVER_IPV6);
        out.writeShort(source.length + destination.length + 2 * Short.BYTES);
        out.writeBytes(source).writeBytes(destination);
        return out.writeShort(ends.sourcePort()).writeShort(ends.destinationPort());
    }

    /** An IPv4 address among IPv6 ones is a mapped one (RFC 4291 §2.5.5.2). */
    private static byte[] bytes(InetAddress address, boolean four) {
        byte[] bytes = address.getAddress();
        if (four || bytes.length > Integer.BYTES) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[MAPPED] = (byte) 0xFF;
        mapped[MAPPED + 1] = (byte) 0xFF;
        System.arraycopy(bytes, 0, mapped, MAPPED + 2, bytes.length);
        return mapped;
    }
}
