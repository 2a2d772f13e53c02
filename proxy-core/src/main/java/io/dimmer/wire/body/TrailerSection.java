package io.dimmer.wire.body;

import io.dimmer.exchange.HeaderName;
import io.dimmer.wire.grammar.FieldLine;
import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.grammar.KnownField;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers the trailer fields of one message and keeps those that may stand there (RFC 9110 §6.5.1): nothing that frames,
 * routes, authenticates, modifies a request, controls an answer or says how to read its content. What is forbidden is
 * dropped as the section allows; what is not a field line at all breaks the framing.
 */
final class TrailerSection {
    private static final int MAX_BYTES = 8 * 1024;
    private static final int FIRST_SIZE = 256;
    private static final List<HeaderName> FORBIDDEN = List.of(
            HeaderName.of("Age"),
            HeaderName.of("Authorization"),
            HeaderName.of("Cache-Control"),
            HeaderName.of("Content-Encoding"),
            HeaderName.of("Content-Range"),
            HeaderName.of("Content-Type"),
            HeaderName.of("Cookie"),
            HeaderName.of("Date"),
            HeaderName.of("Expect"),
            HeaderName.of("Expires"),
            HeaderName.of("If-Match"),
            HeaderName.of("If-Modified-Since"),
            HeaderName.of("If-None-Match"),
            HeaderName.of("If-Range"),
            HeaderName.of("If-Unmodified-Since"),
            HeaderName.of("Location"),
            HeaderName.of("Pragma"),
            HeaderName.of("Proxy-Authenticate"),
            HeaderName.of("Proxy-Authentication-Info"),
            HeaderName.of("Proxy-Authorization"),
            HeaderName.of("Range"),
            HeaderName.of("Retry-After"),
            HeaderName.of("Set-Cookie"),
            HeaderName.of("Trailer"),
            HeaderName.of("Vary"),
            HeaderName.of("Warning"),
            HeaderName.of("WWW-Authenticate"));

    private final FieldLine line = new FieldLine();
    private final boolean keeps;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private int lineStart;
    private int seen;
    private String problem = "";

    /** Begins; {@code keeps} is false to drop every field. */
    TrailerSection(boolean keeps) {
        this.keeps = keeps;
    }

    /** Takes one byte; true when it was the last of the section. Look at {@link #problem} after each. */
    boolean add(byte b) {
        if (++seen > MAX_BYTES) {
            problem = "The trailer section is too large";
            return false;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = b;
        if (b != Grammar.LF) {
            return false;
        }
        if (size - lineStart == Grammar.LINE_END && bytes[lineStart] == Grammar.CR) {
            return true;
        }
        endLine();
        return false;
    }

    private void endLine() {
        if (line.read(bytes, lineStart, size) != size) {
            problem = "A trailer field is not a field line";
        } else if (!keeps || isForbidden()) {
            size = lineStart;
        }
        lineStart = size;
    }

    private boolean isForbidden() {
        int start = line.nameStart();
        int end = line.nameEnd();
        KnownField known = KnownField.of(bytes, start, end, line.nameHash());
        if (known.isForEveryRecipient() || !known.passesOn()) {
            return true;
        }
        for (HeaderName name : FORBIDDEN) {
            if (name.hash() == line.nameHash() && name.matches(bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong, empty when nothing is. */
    String problem() {
        return problem;
    }

    /** The lines that pass and the empty one, after the last byte: the first {@link #size} of these. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }
}
