package io.dimmer.wire;

import java.util.function.Function;

/**
 * A place of one room in every {@link LoopContext}; claimed from {@link EventLoops} at start. Immutable.
 *
 * @param <T> what the room keeps there, never null
 */
public final class LoopSlot<T> {
    private final int index;
    private final Function<LoopContext, T> maker;

    LoopSlot(int index, Function<LoopContext, T> maker) {
        this.index = index;
        this.maker = maker;
    }

    int index() {
        return index;
    }

    T make(LoopContext context) {
        return maker.apply(context);
    }
}
