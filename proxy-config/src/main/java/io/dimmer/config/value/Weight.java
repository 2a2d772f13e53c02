package io.dimmer.config.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * The relative weight of a version in its service's split.
 *
 * @param tenThousandths the weight times 10 000, 0 to 100 000 000; whole weights as people write them are multiples
 */
public record Weight(int tenThousandths) implements Comparable<Weight> {
    /** Nobody. */
    public static final Weight ZERO = new Weight(0);

    /** What a version is sent that nobody gave a weight to, when it is the stable one. */
    public static final Weight ONE = new Weight(10_000);

    private static final int SCALE = 10_000;
    private static final int MAX = 10_000 * SCALE;
    private static final String EXPECTED = "a whole number 0 to 10000";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,18})?");

    public Weight {
        UnexpectedValueException.unless(
                tenThousandths >= 0 && tenThousandths <= MAX, "weight", tenThousandths / (double) SCALE, EXPECTED);
    }

    /** A whole weight, 0 to 10 000. */
    public static Weight of(int whole) {
        UnexpectedValueException.unless(whole >= 0 && whole <= SCALE, "weight", whole, EXPECTED);
        return new Weight(whole * SCALE);
    }

    /** A weight rounded to four decimals, 0 to 10 000. */
    public static Weight of(double weight) {
        UnexpectedValueException.unless(weight >= 0 && weight <= SCALE, "weight", weight, EXPECTED);
        return new Weight(BigDecimal.valueOf(weight)
                .setScale(4, RoundingMode.HALF_UP)
                .movePointRight(4)
                .intValueExact());
    }

    /**
     * Reads a relative weight: {@code 5}, {@code 10.5556}.
     *
     * @throws UnexpectedValueException when it is none, outside 0 to 10 000, or has more than four decimals
     */
    public static Weight parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new UnexpectedValueException("weight", text, EXPECTED);
        }
        BigDecimal parts = new BigDecimal(text).movePointRight(4);
        UnexpectedValueException.unless(parts.compareTo(BigDecimal.valueOf(MAX)) <= 0, "weight", text, EXPECTED);
        UnexpectedValueException.unless(
                parts.stripTrailingZeros().scale() <= 0, "weight", text, "at most four decimals");
        return new Weight(parts.intValueExact());
    }

    /** The weight as a number, 0 to 10 000. */
    public double value() {
        return tenThousandths / (double) SCALE;
    }

    /** True when nobody is sent there. */
    public boolean isZero() {
        return tenThousandths == 0;
    }

    @Override
    public int compareTo(Weight other) {
        return Integer.compare(tenThousandths, other.tenThousandths);
    }

    /** Without trailing zeros: {@code 5}, {@code 10.5556}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros().toPlainString();
    }
}
