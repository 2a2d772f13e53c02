package io.dimmer.exchange;

/** A range {@code [start, end)} of a head's bytes in one {@code long}, so that finding something allocates nothing. */
public final class Span {
    /** Nothing was found. */
    public static final long NONE = -1;

    private Span() {}

    /** Packs a range. */
    public static long of(int start, int end) {
        return ((long) start << Integer.SIZE) | end;
    }

    /** Where it starts. */
    public static int start(long span) {
        return (int) (span >>> Integer.SIZE);
    }

    /** Where it ends. */
    public static int end(long span) {
        return (int) span;
    }

    /** True when it holds these bytes. */
    public static boolean holds(byte[] bytes, int start, int end, byte[] wanted) {
        return end - start == wanted.length && startsWith(bytes, start, end, wanted);
    }

    /** True when it starts with these bytes. */
    public static boolean startsWith(byte[] bytes, int start, int end, byte[] wanted) {
        if (end - start < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[start + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
