package io.dimmer.wire.body;

import io.dimmer.wire.grammar.Grammar;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over chunks (RFC 9112 §7.1) as they arrive, one state a byte, and in one step over the data of a chunk. Stricter
 * than the section where parsers are known to differ: no white space around sizes and extensions, no lone CR or LF, no
 * size beyond what an {@code int} holds, extensions of bounded length: a line, and beyond a start a sixteenth of the
 * payload, so that a long upload may sign each of its chunks. Extensions are read and left out (§7.1.1: they
 * are for the next hop only, and to be ignored).
 */
final class ChunkWalk {
    private static final int MAX_DIGITS = 16;
    private static final int MAX_LINE_EXTENSION = 1024;
    private static final int FREE_EXTENSIONS = 16 * 1024;
    private static final int PAYLOAD_BY_EXTENSION = 16;

    private enum Part {
        FRAMING,
        /** Left out. */
        EXTENSION,
        /** Nothing follows. */
        OVER
    }

    private enum State {
        SIZE(Part.FRAMING),
        SIZE_LF(Part.FRAMING),
        DATA(Part.FRAMING),
        DATA_CR(Part.FRAMING),
        DATA_LF(Part.FRAMING),
        NAME(Part.EXTENSION),
        NAME_REST(Part.EXTENSION),
        VALUE(Part.EXTENSION),
        VALUE_REST(Part.EXTENSION),
        QUOTED(Part.EXTENSION),
        ESCAPED(Part.EXTENSION),
        VALUE_END(Part.EXTENSION),
        TRAILER(Part.FRAMING),
        LAST_LF(Part.FRAMING),
        ENDED(Part.OVER),
        INVALID(Part.OVER);

        private final Part part;

        State(Part part) {
            this.part = part;
        }
    }

    private State state = State.ENDED;
    private String detail = "";
    private boolean decode;
    private boolean keepTrailers;
    private int digits;
    private long remaining;
    private int lineExtension;
    private long messageExtensions;
    private long payload;
    private @Nullable TrailerSection trailer;

    private int taken;
    /** Pairs of offsets of what is kept of the buffer just walked; used only once something was left out. */
    private int[] kept = new int[0];

    private int keptCount;
    private int keptFrom;
    private boolean keeping;
    private boolean verbatim;

    private boolean watched;
    private int tail;

    void begin(boolean decodes, boolean keepsTrailers) {
        decode = decodes;
        keepTrailers = keepsTrailers;
        state = State.SIZE;
        digits = 0;
        remaining = 0;
        messageExtensions = 0;
        payload = 0;
        trailer = null;
        taken = 0;
        verbatim = true;
        watched = false;
        tail = 0;
    }

    /** From now on the last bytes of the payload are remembered. */
    void watch() {
        watched = true;
    }

    int tail() {
        return tail;
    }

    /** True when the next byte is the first of a chunk's size. */
    boolean isBetweenChunks() {
        return state == State.SIZE && digits == 0;
    }

    /** Walks over what arrived; returns the bytes of payload among it. */
    long walk(ByteBuf in) {
        int base = in.readerIndex();
        int end = in.writerIndex();
        int at = base;
        long before = payload;
        keptCount = 0;
        keptFrom = 0;
        keeping = true;
        verbatim = true;
        while (at < end && state.part != Part.OVER) {
            if (state == State.DATA) {
                int data = (int) Math.min(remaining, end - at);
                keep(true, at - base);
                at += data;
                payload += data;
                remaining -= data;
                if (watched) {
                    tail = Tail.after(tail, in, at - data, at);
                }
                state = remaining == 0 ? State.DATA_CR : State.DATA;
            } else {
                state = next(in.getByte(at));
                keep(!decode && trailer == null && state.part != Part.EXTENSION, at - base);
                at++;
            }
        }
        taken = at - base;
        if (!verbatim) {
            keep(false, taken);
        }
        return payload - before;
    }

    private void keep(boolean keep, int offset) {
        if (keep == keeping) {
            return;
        }
        keeping = keep;
        if (keep) {
            keptFrom = offset;
            return;
        }
        verbatim = false;
        if (offset > keptFrom) {
            if (keptCount == kept.length) {
                kept = Arrays.copyOf(kept, kept.length + 16);
            }
            kept[keptCount++] = keptFrom;
            kept[keptCount++] = offset;
        }
    }

    private State next(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case SIZE_LF -> b == Grammar.LF ? sizeEnd() : invalid("A chunk's first line does not end with CR LF");
            case DATA_CR -> b == Grammar.CR ? State.DATA_LF : invalid("A chunk is not as long as it says");
            case DATA_LF -> b == Grammar.LF ? nextChunk() : invalid("A chunk is not as long as it says");
            case TRAILER -> trailer(b);
            case LAST_LF -> b == Grammar.LF ? State.ENDED : invalid("The last line does not end with CR LF");
            default -> extension(b);
        };
    }

    private State nextChunk() {
        digits = 0;
        return State.SIZE;
    }

    /** {@code 1*HEXDIG}. */
    private State size(byte b) {
        if (Grammar.is(b, Grammar.HEX)) {
            remaining = remaining << 4 | Character.digit(b, MAX_DIGITS);
            boolean fits = ++digits <= MAX_DIGITS && remaining <= Integer.MAX_VALUE;
            return fits ? State.SIZE : invalid("A chunk is too large");
        }
        if (digits == 0) {
            return invalid("A chunk does not begin with its size");
        }
        lineExtension = 0;
        return lineEnd(b);
    }

    private State sizeEnd() {
        return remaining == 0 ? State.TRAILER : State.DATA;
    }

    /** What may follow a size, an extension's name or its value. */
    private State lineEnd(byte b) {
        if (b == Grammar.CR) {
            return State.SIZE_LF;
        }
        return b == ';' ? State.NAME : invalid("A chunk's size is followed by something else than an extension");
    }

    /** {@code *( ";" token [ "=" ( token / quoted-string ) ] )}. */
    private State extension(byte b) {
        long most = FREE_EXTENSIONS + payload / PAYLOAD_BY_EXTENSION;
        if (++lineExtension > MAX_LINE_EXTENSION || ++messageExtensions > most) {
            return invalid("The chunk extensions are too large");
        }
        boolean token = Grammar.is(b, Grammar.TOKEN);
        return switch (state) {
            case NAME -> token ? State.NAME_REST : malformed();
            case NAME_REST -> token ? State.NAME_REST : b == '=' ? State.VALUE : lineEnd(b);
            case VALUE -> token ? State.VALUE_REST : b == '"' ? State.QUOTED : malformed();
            case VALUE_REST -> token ? State.VALUE_REST : lineEnd(b);
            case QUOTED -> quoted(b);
            case ESCAPED -> isText(b) ? State.QUOTED : malformed();
            default -> lineEnd(b);
        };
    }

    private State quoted(byte b) {
        if (b == '"') {
            return State.VALUE_END;
        }
        if (b == '\\') {
            return State.ESCAPED;
        }
        return isText(b) ? State.QUOTED : malformed();
    }

    /** As in a field value, ASCII alone. */
    private static boolean isText(byte b) {
        return b > 0 && Grammar.is(b, Grammar.VALUE);
    }

    private State malformed() {
        return invalid("A chunk extension is malformed");
    }

    private State trailer(byte b) {
        TrailerSection section = trailer;
        if (section == null) {
            if (b == Grammar.CR) {
                return State.LAST_LF;
            }
            section = new TrailerSection(keepTrailers);
            trailer = section;
        }
        boolean ended = section.add(b);
        if (!section.problem().isEmpty()) {
            return invalid(section.problem());
        }
        return ended ? State.ENDED : State.TRAILER;
    }

    private State invalid(String why) {
        detail = why;
        return State.INVALID;
    }

    int taken() {
        return taken;
    }

    boolean isVerbatim() {
        return verbatim;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    boolean isInvalid() {
        return state == State.INVALID;
    }

    String detail() {
        return detail;
    }

    /** Appends what is kept of the buffer just walked, and the trailer section when it has just ended. */
    void writeKept(ByteBuf in, ByteBuf out) {
        for (int i = 0; i < keptCount; i += 2) {
            out.writeBytes(in, in.readerIndex() + kept[i], kept[i + 1] - kept[i]);
        }
        if (trailer != null && isEnded() && !decode) {
            out.writeBytes(trailer.bytes(), 0, trailer.size());
        }
    }

    /** Bytes that {@link #writeKept} appends at most. */
    int keptBound() {
        return taken + (trailer == null ? 0 : trailer.size());
    }
}
