package io.dimmer.config.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The relative weight of a version in its service's split.
 *
 * @param tenThousandths the weight times 10 000, 0 to 100 000 000; whole weights as people write them are multiples
 */
public record Weight(int tenThousandths) {
    /** Nobody. */
    public static final Weight ZERO = new Weight(0);

    private static final int SCALE = 10_000;
    private static final int MAX = 10_000 * SCALE;

    public Weight {
        if (tenThousandths < 0 || tenThousandths > MAX) {
            throw new IllegalArgumentException(
                    "weight: found " + tenThousandths / (double) SCALE + ", expected 0 to 10000");
        }
    }

    /** A whole weight, 0 to 10 000. */
    public static Weight of(int whole) {
        if (whole < 0 || whole > SCALE) {
            throw new IllegalArgumentException("weight: found " + whole + ", expected 0 to 10000");
        }
        return new Weight(whole * SCALE);
    }

    /** A weight rounded to four decimals, 0 to 10 000. */
    public static Weight of(double weight) {
        return new Weight(BigDecimal.valueOf(weight)
                .setScale(4, RoundingMode.HALF_UP)
                .movePointRight(4)
                .intValueExact());
    }

    /** The weight as a number, 0 to 10 000. */
    public double value() {
        return tenThousandths / (double) SCALE;
    }

    /** True when nobody is sent there. */
    public boolean isZero() {
        return tenThousandths == 0;
    }

    /** Without trailing zeros: {@code 5}, {@code 10.5556}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros().toPlainString();
    }
}
