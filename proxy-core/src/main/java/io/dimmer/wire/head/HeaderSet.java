package io.dimmer.wire.head;

import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RequestHead;
import java.util.List;

/**
 * A few header names that are looked for together, in one pass over a head: most fields are passed over by one look at
 * one bit. Immutable, any thread; allocates nothing.
 */
public final class HeaderSet {
    /** The field has none of the names. */
    public static final int NONE = -1;

    private final HeaderName[] names;
    private final int[] hashes;
    private final long bits;

    private HeaderSet(HeaderName[] names) {
        this.names = names;
        this.hashes = new int[names.length];
        long seen = 0;
        for (int i = 0; i < names.length; i++) {
            hashes[i] = names[i].hash();
            seen |= 1L << hashes[i];
        }
        this.bits = seen;
    }

    /** Those names. */
    public static HeaderSet of(List<HeaderName> names) {
        return new HeaderSet(names.toArray(HeaderName[]::new));
    }

    /** The index of the field's name in the list, or {@link #NONE}. */
    public int indexOf(RequestHead head, int field) {
        int hash = head.nameHash(field);
        if ((bits >>> hash & 1) == 0) {
            return NONE;
        }
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] == hash && names[i].matches(head.bytes(), head.nameStart(field), head.nameEnd(field))) {
                return i;
            }
        }
        return NONE;
    }

    /** True when a field of the head has one of the names. */
    public boolean isIn(RequestHead head) {
        for (int i = 0; i < head.fieldCount(); i++) {
            if (indexOf(head, i) != NONE) {
                return true;
            }
        }
        return false;
    }
}
