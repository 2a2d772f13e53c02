package io.dimmer.wire.head;

import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.wire.grammar.Grammar;

/**
 * How large a head may be.
 *
 * @param maxFirstLine bytes of the request line or status line, without its line end
 * @param maxFieldBytes bytes of all field lines together, line ends included
 * @param maxFieldCount number of field lines
 */
public record HeadLimits(int maxFirstLine, int maxFieldBytes, int maxFieldCount) {
    private static final int KIB = 1024;

    /** For the answers of upstreams: 8 KiB, 64 KiB, 256 fields. */
    public static final HeadLimits ANSWERS = new HeadLimits(8 * KIB, 64 * KIB, 256);

    private static final int MAX = 1 << 24;

    public HeadLimits {
        check("maxFirstLine", maxFirstLine);
        check("maxFieldBytes", maxFieldBytes);
        check("maxFieldCount", maxFieldCount);
    }

    /** The limits of an operator for requests. */
    public static HeadLimits of(LimitsSpec limits) {
        return new HeadLimits(
                limits.maxRequestLine().intBytes(), limits.maxHeaderBytes().intBytes(), limits.maxHeaderCount());
    }

    /** Bytes of the longest head that passes, an empty line before it and the one after it included. */
    int maxHead() {
        return maxFirstLine + maxFieldBytes + 3 * Grammar.LINE_END;
    }

    private static void check(String name, int found) {
        if (found < 1 || found > MAX) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected 1 to " + MAX);
        }
    }
}
