package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.dimmer.wire.grammar.Grammar;
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
public final class HeadWriter {
    private static final int FIRST_SIZE = 4096;
    private static final int TEN = 10;
    private static final byte[] DIGITS = ascii("0123456789abcdef");
    private static final byte[] REQUEST_VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] ANSWER_VERSION = ascii("HTTP/1.1 ");
    private static final byte[] SPACE = ascii(" ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] UPGRADE = ascii("Connection: Upgrade\r\nUpgrade: ");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");

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
        byte[] bytes = head.bytes;
        if (head.pathStart == head.methodEnd + 1) {
            raw(bytes, head.methodStart, head.queryEnd);
        } else {
            otherForm(head);
        }
        raw(REQUEST_VERSION);
        if (head.rewritesHost) {
            field(HeaderNames.HOST, bytes, head.authorityStart, head.authorityEnd);
        }
        passing(head);
        if (head.hopsLeft > 0) {
            field(HeaderNames.MAX_FORWARDS, head.hopsLeft - 1);
        }
        if (head.bodyKind == BodyKind.CHUNKED) {
            raw(CHUNKED);
        }
        return this;
    }

    /** A target that named a scheme and an authority, without them (RFC 9112 §3.2.1); that of CONNECT as it is. */
    private void otherForm(Http1RequestHead head) {
        byte[] bytes = head.bytes;
        if (head.isConnect()) {
            raw(bytes, head.methodStart, head.authorityEnd);
            return;
        }
        raw(bytes, head.methodStart, head.methodEnd).raw(SPACE).raw(bytes, head.pathStart, head.pathEnd);
        boolean hasQuery = bytes[head.queryStart - 1] == '?';
        if (hasQuery) {
            raw(bytes, head.queryStart - 1, head.queryEnd);
        }
    }

    /**
     * The head for the client: status line with HTTP/1.1, every field that passes in its order and case, and the
     * framing. The caller adds its own fields, {@code Connection} among them.
     *
     * @param http11 false for a client that does not know chunks: its answer then ends with the connection (RFC 9112
     *     §6.1), and its body is decoded by {@link io.dimmer.wire.body.BodyFraming}
     */
    public HeadWriter answer(Http1ResponseHead head, boolean http11) {
        raw(ANSWER_VERSION).decimal(head.status).raw(SPACE).raw(head.bytes, head.reasonStart, head.reasonEnd);
        endLine();
        passing(head);
        if (head.bodyKind == BodyKind.CHUNKED && http11) {
            raw(CHUNKED);
        }
        return this;
    }

    /** Neighbouring lines that pass are copied in one piece. */
    private void passing(HeadFields head) {
        int count = head.count;
        int from = 0;
        while (from < count) {
            if (!head.passes[from]) {
                from++;
                continue;
            }
            int to = from + 1;
            while (to < count && head.passes[to]) {
                to++;
            }
            raw(head.bytes, head.lineStart(from), head.lineEnd(to - 1));
            from = to;
        }
        if (head.rewritesLength) {
            field(HeaderNames.CONTENT_LENGTH, head.bodyLength);
        }
    }

    /** Carries an offer on: {@code Connection: Upgrade} and the protocol that the client offered first. */
    public HeadWriter upgrade(Http1RequestHead head) {
        return upgrade(head.bytes, head.upgradeStart, head.upgradeEnd);
    }

    /** Carries the acceptance of an offer on: {@code Connection: Upgrade} and the protocol. */
    public HeadWriter upgrade(Http1ResponseHead head) {
        return upgrade(head.bytes, head.upgradeStart, head.upgradeEnd);
    }

    private HeadWriter upgrade(byte[] bytes, int start, int end) {
        return raw(UPGRADE).raw(bytes, start, end).endLine();
    }

    /** {@code Connection: close}. */
    public HeadWriter close() {
        return raw(CLOSE);
    }

    /** {@code Connection: keep-alive}, which only clients of HTTP/1.0 need to be told. */
    public HeadWriter keepAlive() {
        return raw(KEEP_ALIVE);
    }

    /** A status line of our own. */
    public HeadWriter statusLine(int status, String reason) {
        return raw(ANSWER_VERSION).decimal(status).raw(SPACE).text(reason).endLine();
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
        int length = name.length();
        ensure(length + Grammar.LINE_END);
        name.writeTo(out, at);
        at += length;
        out[at++] = ':';
        out[at++] = ' ';
        return this;
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
        int length = 1;
        for (long rest = number; rest >= TEN; rest /= TEN) {
            length++;
        }
        ensure(length);
        long rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            out[i] = DIGITS[(int) (rest % TEN)];
            rest /= TEN;
        }
        at += length;
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
        return copyInto(allocator.directBuffer(at + room, Integer.MAX_VALUE));
    }

    /** Bytes written so far. */
    public int length() {
        return at;
    }

    /** Appends what was written so far, of whose end the caller has taken care; returns the buffer. */
    public ByteBuf copyInto(ByteBuf buffer) {
        return buffer.writeBytes(out, 0, at);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void ensure(int more) {
        if (out.length - at < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, at + more));
        }
    }
}
