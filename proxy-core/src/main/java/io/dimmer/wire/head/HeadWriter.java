package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds a head in one array and hands it out as one pooled direct buffer. One for each event loop; a head is begun,
 * written and finished without anything in between.
 *
 * <p>Texts are written one byte a character; a control character becomes a question mark, so that no text can end a
 * line.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class HeadWriter {
    private static final int FIRST_SIZE = 4096;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] out = new byte[FIRST_SIZE];
    private int at;

    /** Forgets what was written before. */
    public HeadWriter begin() {
        at = 0;
        return this;
    }

    /**
     * The head for the upstream: request line in origin form with HTTP/1.1, Host, every field that passes in its order
     * and case, and the framing. The caller adds its own fields.
     */
    public HeadWriter request(Http1RequestHead head) {
        throw new UnsupportedOperationException();
    }

    /**
     * The head for the client: status line with HTTP/1.1, every field that passes in its order and case, and the
     * framing. The caller adds its own fields, {@code Connection} among them.
     *
     * @param http11 false for a client that does not know chunks: its answer then ends with the connection (RFC 9112
     *     §6.1), and its body is decoded by {@link io.dimmer.wire.body.BodyFraming}
     */
    public HeadWriter answer(Http1ResponseHead head, boolean http11) {
        throw new UnsupportedOperationException();
    }

    /** A status line of our own. */
    public HeadWriter statusLine(int status, String reason) {
        return text("HTTP/1.1 ").decimal(status).text(" ").text(reason).endLine();
    }

    /** Bytes as they are, for instance whole field lines that were made before, line ends included. */
    public HeadWriter raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    /** Bytes as they are. */
    public HeadWriter raw(byte[] source, int start, int end) {
        int length = end - start;
        ensure(length);
        System.arraycopy(source, start, out, at, length);
        at += length;
        return this;
    }

    /** A field whose value is a span that was part of a head, or bytes known to be a field value. */
    public HeadWriter field(HeaderName name, byte[] source, int start, int end) {
        return name(name).raw(source, start, end).endLine();
    }

    /** A field with a text. */
    public HeadWriter field(HeaderName name, String value) {
        return name(name).text(value).endLine();
    }

    /** A field with a number. */
    public HeadWriter field(HeaderName name, long value) {
        return name(name).decimal(value).endLine();
    }

    /** A field's name, colon and space; its value follows, then {@link #endLine}. */
    public HeadWriter name(HeaderName name) {
        return text(name.toString()).text(": ");
    }

    /** A text. */
    public HeadWriter text(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            out[at++] = c < ' ' || c > 0xFF || c == 0x7F ? (byte) '?' : (byte) c;
        }
        return this;
    }

    /** A whole number, 0 and more. */
    public HeadWriter decimal(long number) {
        if (number >= 10) {
            decimal(number / 10);
        }
        ensure(1);
        out[at++] = DIGITS[(int) (number % 10)];
        return this;
    }

    /** Sixteen hexadecimal digits. */
    public HeadWriter hex(long bits) {
        ensure(Long.BYTES * 2);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            out[at++] = DIGITS[(int) (bits >>> shift) & 0xF];
        }
        return this;
    }

    /** The end of a line. */
    public HeadWriter endLine() {
        ensure(Grammar.LINE_END);
        out[at++] = Grammar.CR;
        out[at++] = Grammar.LF;
        return this;
    }

    /**
     * Ends the head with its empty line and hands it out.
     *
     * @param room bytes of a body that the caller will write behind it into the same buffer
     * @return a buffer that the caller owns
     */
    public ByteBuf finish(ByteBufAllocator allocator, int room) {
        endLine();
        return allocator.directBuffer(at + room, Integer.MAX_VALUE).writeBytes(out, 0, at);
    }

    private void ensure(int more) {
        if (out.length - at < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, at + more));
        }
    }
}
