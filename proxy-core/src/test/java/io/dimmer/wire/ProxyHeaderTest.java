package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.service.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write about a client, read by somebody else's decoder. */
class ProxyHeaderTest {
    private static HAProxyMessage read(ByteBuf header) {
        EmbeddedChannel channel = new EmbeddedChannel(new HAProxyMessageDecoder());
        channel.writeInbound(header);
        HAProxyMessage message = channel.readInbound();
        assertThat(message).isNotNull();
        Object surplus = channel.readInbound();
        assertThat(surplus).isNull();
        return message;
    }

    private static ByteBuf write(ProxyProtocol version, String source, String destination) throws UnknownHostException {
        ProxyHeader.Ends ends =
                new ProxyHeader.Ends(InetAddress.getByName(source), 54321, InetAddress.getByName(destination), 443);
        return ProxyHeader.write(version, ends, UnpooledByteBufAllocator.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "V1, 192.0.2.7, 198.51.100.1, 192.0.2.7",
        "V2, 192.0.2.7, 198.51.100.1, 192.0.2.7",
        "V1, 2001:db8::7, 2001:db8::1, 2001:db8:0:0:0:0:0:7",
        "V2, 2001:db8::7, 2001:db8::1, 2001:db8:0:0:0:0:0:7",
    })
    void theClientIsToldAsItIs(ProxyProtocol version, String source, String destination, String told)
            throws UnknownHostException {
        HAProxyMessage message = read(write(version, source, destination));
        assertThat(InetAddress.getByName(message.sourceAddress()).getHostAddress())
                .isEqualTo(told);
        assertThat(message.sourcePort()).isEqualTo(54321);
        assertThat(message.destinationPort()).isEqualTo(443);
        message.release();
    }

    @ParameterizedTest
    @EnumSource(ProxyProtocol.class)
    void anIpv4ClientAmongIpv6AddressesIsAMappedOne(ProxyProtocol version) throws UnknownHostException {
        ByteBuf header = write(version, "192.0.2.7", "2001:db8::1");
        if (version == ProxyProtocol.V1) {
            assertThat(header.toString(StandardCharsets.US_ASCII))
                    .isEqualTo("PROXY TCP6 ::ffff:192.0.2.7 2001:db8:0:0:0:0:0:1 54321 443\r\n");
        }
        HAProxyMessage message = read(header);
        assertThat(InetAddress.getByName(message.sourceAddress()).getHostAddress())
                .isEqualTo("192.0.2.7");
        message.release();
    }
}
