package io.dimmer.control;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.Weight;

/** A new weight, as a relative number or as a share of the users. */
public sealed interface WeightChange {
    /** A relative weight. */
    record Relative(Weight weight) implements WeightChange {}

    /**
     * A share; it is turned into a weight at that moment, while the others keep theirs.
     *
     * @param share 0 to 100 %; 100 % sets the others to 0
     */
    record Share(Percent share) implements WeightChange {
        public Share {
            if (share.partsPerMillion() > 1_000_000) {
                throw new IllegalArgumentException("share: found " + share + ", expected 0% to 100%");
            }
        }
    }
}
