package io.dimmer.wire.head;

import io.dimmer.exchange.Outcome;
import io.dimmer.wire.grammar.FieldLine;
import io.dimmer.wire.grammar.Grammar;
import io.dimmer.wire.grammar.KnownField;
import io.netty.buffer.ByteBuf;

/**
 * What the parsers of both directions share: the scratch, into which the bytes of a head are copied once, and the field
 * lines. The scratch is an array because an array is what the compiler makes the fastest loops of, and it belongs to the
 * event loop because idle connections should hold nothing.
 *
 * <p>A head is read in one pass from its start. When it has not arrived in full, the next pass waits for an empty line
 * (or for something that can only be wrong): so a head is read at most a few times, in however many pieces it comes.
 */
abstract sealed class HeadParser permits RequestHeadParser, ResponseHeadParser {
    private static final int FIRST_SIZE = 8 * 1024;

    /** What the scratch begins with: the paths of targets that have none of their own. */
    private static final byte[] PATHS = {'/', '*'};

    /** Heads that near their limit are looked at again after so many bytes. */
    private static final int RECHECK = 1024;

    static final int SLASH = 0;
    static final int ASTERISK = 1;
    static final int NONE = -1;

    private final HeadFields fields;
    private final FieldLine line = new FieldLine();

    byte[] scratch = new byte[FIRST_SIZE];
    /** The next byte to read. */
    int at;
    /** The end of what arrived, or of what may be looked at. */
    int to;

    int hosts;
    int host;
    int lengths;
    int length;
    int codings;
    int coding;
    int connection;
    int upgrade;
    int expect;
    int hopLimits;
    int hopLimit;
    int date;
    int forwardings;

    private int hint;
    private Outcome refusal = Outcome.BAD_REQUEST;
    private String detail = "";

    HeadParser(HeadFields fields) {
        this.fields = fields;
        System.arraycopy(PATHS, 0, scratch, 0, PATHS.length);
    }

    /** False when the bytes that came since the last call cannot have changed its answer. */
    final boolean isWorthReading(ByteBuf in, HeadLimits limits, int lookedAt) {
        int readable = in.readableBytes();
        hint = readable;
        if (lookedAt <= 0 || readable > limits.maxHead() || mayExceed(lookedAt, readable, limits)) {
            return true;
        }
        int start = in.readerIndex();
        int end = in.writerIndex();
        int lf = in.indexOf(start + lookedAt, end, Grammar.LF);
        while (lf >= 0) {
            boolean afterCr = lf > start && in.getByte(lf - 1) == Grammar.CR;
            boolean emptyLine = lf > start + 1 && in.getByte(lf - Grammar.LINE_END) == Grammar.LF;
            if (!afterCr || emptyLine) {
                return true;
            }
            lf = in.indexOf(lf + 1, end, Grammar.LF);
        }
        return false;
    }

    /** True when the first line has just become too long if it has no end yet, or the fields may have. */
    private static boolean mayExceed(int lookedAt, int readable, HeadLimits limits) {
        int line = limits.maxFirstLine() + Grammar.LINE_END;
        boolean crossesLine = lookedAt < line + Grammar.LINE_END && readable >= line;
        boolean longFields = readable > limits.maxFieldBytes() && readable / RECHECK > lookedAt / RECHECK;
        return crossesLine || longFields;
    }

    /** Copies what may be a head into the scratch. */
    final void load(ByteBuf in, HeadLimits limits) {
        int copied = Math.min(in.readableBytes(), limits.maxHead());
        at = PATHS.length;
        to = at + copied;
        if (to > scratch.length) {
            scratch = new byte[Math.max(to, 2 * scratch.length)];
            System.arraycopy(PATHS, 0, scratch, 0, PATHS.length);
        }
        in.getBytes(in.readerIndex(), scratch, at, copied);
        fields.reset(scratch, at);
        hosts = 0;
        lengths = 0;
        codings = 0;
        connection = NONE;
        upgrade = NONE;
        expect = NONE;
        hopLimits = 0;
        forwardings = 0;
        date = NONE;
    }

    /** Reads the field lines and the empty line after them. */
    final ParseStatus fieldLines(HeadLimits limits) {
        int bound = Math.min(to, at + limits.maxFieldBytes() + Grammar.LINE_END);
        boolean limited = bound - at == limits.maxFieldBytes() + Grammar.LINE_END;
        while (at < bound && scratch[at] != Grammar.CR) {
            int next = line.read(scratch, at, bound);
            if (next == FieldLine.PARTIAL) {
                return unfinishedFields(limited);
            }
            if (next == FieldLine.INVALID) {
                return refuse(line.problem());
            }
            if (fields.count == limits.maxFieldCount()) {
                return refuse(Outcome.HEADERS_TOO_LARGE, "The head has too many header fields");
            }
            enter();
            at = next;
        }
        if (at + 1 >= bound) {
            return unfinishedFields(limited);
        }
        if (scratch[at + 1] != Grammar.LF) {
            return refuse("A carriage return stands alone");
        }
        fields.end = at + Grammar.LINE_END;
        return ParseStatus.COMPLETE;
    }

    private ParseStatus unfinishedFields(boolean limited) {
        return limited ? refuse(Outcome.HEADERS_TOO_LARGE, "The header fields are too large") : ParseStatus.INCOMPLETE;
    }

    private void enter() {
        KnownField known = KnownField.of(scratch, line.nameStart(), line.nameEnd(), line.nameHash());
        fields.add(line, known.passesOn());
        int field = fields.count - 1;
        switch (known) {
            case HOST -> {
                hosts++;
                host = field;
            }
            case CONTENT_LENGTH -> {
                lengths++;
                length = field;
            }
            case TRANSFER_ENCODING -> {
                codings++;
                coding = field;
            }
            case CONNECTION -> connection = connection == NONE ? field : connection;
            case UPGRADE -> upgrade = upgrade == NONE ? field : upgrade;
            case EXPECT -> expect = field;
            case MAX_FORWARDS -> {
                hopLimits++;
                hopLimit = field;
            }
            case DATE -> date = field;
            case FORWARDING -> forwardings++;
            default -> {}
        }
    }

    /** Makes the next call read from the start. */
    final void lookAgain() {
        hint = 0;
    }

    final ParseStatus refuse(String why) {
        return refuse(Outcome.BAD_REQUEST, why);
    }

    final ParseStatus refuse(Outcome how, String why) {
        refusal = how;
        detail = why;
        return ParseStatus.REFUSED;
    }

    final Outcome how() {
        return refusal;
    }

    /** After {@code INCOMPLETE}: what to hand to the next call for this connection. */
    public final int hint() {
        return hint;
    }

    /** After {@code REFUSED}: what was wrong, a sentence for people that holds nothing of the message. */
    public final String detail() {
        return detail;
    }
}
