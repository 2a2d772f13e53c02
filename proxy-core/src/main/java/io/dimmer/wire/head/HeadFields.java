package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.dimmer.wire.grammar.FieldLine;
import io.dimmer.wire.grammar.Grammar;
import java.util.Arrays;

/**
 * What the heads of requests and answers share: the bytes, the field lines as spans into them, and which of those pass
 * on. One instance belongs to one parser of one event loop; the parser's next head overwrites it.
 *
 * <p>The parser itself takes away what never passes: fields about this connection alone (RFC 9110 §7.6.1), those
 * that {@code Connection} names, and every {@code X-Dimmer-*}. Whoever rewrites the head may {@link #drop} more.
 */
abstract class HeadFields {
    private static final int FIRST_FIELDS = 64;

    byte[] bytes = new byte[0];
    int start;
    int end;
    int count;
    long nameBits;
    int[] nameStart = new int[FIRST_FIELDS];
    int[] nameEnd = new int[FIRST_FIELDS];
    int[] nameHash = new int[FIRST_FIELDS];
    int[] valueStart = new int[FIRST_FIELDS];
    int[] valueEnd = new int[FIRST_FIELDS];
    boolean[] passes = new boolean[FIRST_FIELDS];

    boolean version11;
    boolean keepAlive;
    BodyKind bodyKind = BodyKind.NONE;
    long bodyLength;
    boolean rewritesLength;
    boolean keepsTrailers;
    int upgradeStart;
    int upgradeEnd;

    final void reset(byte[] head, int from) {
        bytes = head;
        start = from;
        end = from;
        count = 0;
        nameBits = 0;
        keepAlive = false;
        bodyKind = BodyKind.NONE;
        bodyLength = 0;
        rewritesLength = false;
        keepsTrailers = true;
        upgradeStart = 0;
        upgradeEnd = 0;
    }

    final void add(FieldLine line, boolean passesOn) {
        int field = count++;
        if (field == nameStart.length) {
            grow();
        }
        nameStart[field] = line.nameStart();
        nameEnd[field] = line.nameEnd();
        nameHash[field] = line.nameHash();
        nameBits |= HeaderName.bit(line.nameHash());
        valueStart[field] = line.valueStart();
        valueEnd[field] = line.valueEnd();
        passes[field] = passesOn;
    }

    private void grow() {
        int larger = 2 * nameStart.length;
        nameStart = Arrays.copyOf(nameStart, larger);
        nameEnd = Arrays.copyOf(nameEnd, larger);
        nameHash = Arrays.copyOf(nameHash, larger);
        valueStart = Arrays.copyOf(valueStart, larger);
        valueEnd = Arrays.copyOf(valueEnd, larger);
        passes = Arrays.copyOf(passes, larger);
    }

    /** True when the field has that name, in any case. */
    public final boolean isNamed(int field, HeaderName name) {
        return nameHash[field] == name.hash() && name.matches(bytes, nameStart[field], nameEnd[field]);
    }

    /** True when the field goes on to the other side as it came. */
    public final boolean passes(int field) {
        return passes[field];
    }

    /** Keeps a field from going on. */
    public final void drop(int field) {
        passes[field] = false;
    }

    /** Keeps every field of that name from going on. */
    public final void drop(HeaderName name) {
        if (!name.mayBeAmong(nameBits)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                passes[i] = false;
            }
        }
    }

    /** Where a field's line begins, up to {@link #lineEnd}, line end included. */
    final int lineStart(int field) {
        return nameStart[field];
    }

    final int lineEnd(int field) {
        return field + 1 < count ? nameStart[field + 1] : end - Grammar.LINE_END;
    }

    /** Bytes of the head where it was read from: the empty lines before it and the one at its end included. */
    public final int length() {
        return end - start;
    }

    /** True for HTTP/1.1, false for HTTP/1.0. */
    public final boolean isHttp11() {
        return version11;
    }

    /** True when the sender wishes to keep the connection after this message (RFC 9112 §9.3). */
    public final boolean keepAlive() {
        return keepAlive;
    }

    /** How the end of the body is told. */
    public final BodyKind bodyKind() {
        return bodyKind;
    }

    /** Bytes of the body where its kind is {@link BodyKind#LENGTH}, else 0. */
    public final long bodyLength() {
        return bodyKind == BodyKind.LENGTH ? bodyLength : 0;
    }

    /**
     * False when trailer fields must not pass on, since {@code Connection} names a field that they could hold (RFC 9110
     * §7.6.1); dropping all of them is always allowed (§6.5.1).
     */
    public final boolean keepsTrailers() {
        return keepsTrailers;
    }

    /**
     * True when this request offers, or this answer switches to or requires (426), another protocol than HTTP/2.
     * {@code Upgrade} itself never passes: whoever carries the upgrade on writes it anew, with that protocol and its own
     * {@code Connection}.
     */
    public final boolean isUpgrade() {
        return upgradeEnd > upgradeStart;
    }

    /** Start of the name of the protocol; equal to its end when there is none. */
    public final int upgradeStart() {
        return upgradeStart;
    }

    /** End of the name of the protocol. */
    public final int upgradeEnd() {
        return upgradeEnd;
    }

    /** A hash of the name of the protocol, whatever its case; 0 when there is none. */
    public final int upgradeHash() {
        int hash = 0;
        for (int i = upgradeStart; i < upgradeEnd; i++) {
            hash = HeaderName.hash(hash, HeaderName.lowerCase(bytes[i]));
        }
        return hash;
    }

    /** Where all spans point into. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Number of field lines. */
    public final int fieldCount() {
        return count;
    }

    /** Start of the name of a field. */
    public final int nameStart(int field) {
        return nameStart[field];
    }

    /** End of the name of a field. */
    public final int nameEnd(int field) {
        return nameEnd[field];
    }

    /** The {@link HeaderName#hash() hash} of the name of a field. */
    public final int nameHash(int field) {
        return nameHash[field];
    }

    /** The {@link HeaderName#bit(int) bits} of the names of all fields together. */
    public final long nameBits() {
        return nameBits;
    }

    /** Start of the value of a field. */
    public final int valueStart(int field) {
        return valueStart[field];
    }

    /** End of the value of a field. */
    public final int valueEnd(int field) {
        return valueEnd[field];
    }
}
