package io.dimmer.loadtest.demo.story;

/**
 * Where users went when the canary was drained, asked of every user once.
 *
 * @param toBlue users of the canary who now have blue
 * @param toGreen users of the canary who now have green
 * @param strayed users of blue or green who now have something else: there should be none
 */
record Moves(long toBlue, long toGreen, long strayed) {
    /** Users of the canary who were moved. */
    long fromCanary() {
        return toBlue + toGreen;
    }
}
