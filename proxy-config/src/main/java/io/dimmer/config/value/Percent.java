package io.dimmer.config.value;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share, a probability or a tolerance.
 *
 * @param partsPerMillion 0 and more; 10 000 is 1 %
 */
public record Percent(int partsPerMillion) implements Comparable<Percent> {
    /** 0 %. */
    public static final Percent ZERO = new Percent(0);

    /** 100 %. */
    public static final Percent WHOLE = new Percent(1_000_000);

    private static final int MILLION = 1_000_000;
    private static final String EXPECTED = "a percentage such as 2.5%, or a ratio such as 0.025";
    private static final Pattern PERCENTAGE = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,18})?)%");
    private static final Pattern RATIO = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,18})?");

    public Percent {
        UnexpectedValueException.unless(
                partsPerMillion >= 0, "percentage", partsPerMillion / 10_000.0 + "%", "0% or more");
    }

    /**
     * Reads {@code 2.5%} or {@code 0.025}. A number above 1 without a percent sign is refused: one reader would take
     * {@code 5} for 5 %, another for 500 %.
     *
     * @throws UnexpectedValueException when it is none of these, negative, or finer than a part per million
     */
    public static Percent parse(String text) {
        Matcher percentage = PERCENTAGE.matcher(text);
        if (percentage.matches()) {
            return ofParts(text, new BigDecimal(percentage.group(1)).movePointRight(4));
        }
        if (!RATIO.matcher(text).matches()) {
            throw refused(text, EXPECTED);
        }
        BigDecimal ratio = new BigDecimal(text);
        if (ratio.compareTo(BigDecimal.ONE) > 0) {
            throw refused(text, "a percentage with its %, such as " + text + "%, or a ratio from 0 to 1");
        }
        return ofParts(text, ratio.movePointRight(6));
    }

    private static Percent ofParts(String text, BigDecimal parts) {
        if (parts.signum() < 0 || parts.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw refused(text, EXPECTED);
        }
        if (parts.stripTrailingZeros().scale() > 0) {
            throw refused(text, "steps of 0.0001% at least");
        }
        return new Percent(parts.intValueExact());
    }

    private static UnexpectedValueException refused(String text, String expected) {
        return new UnexpectedValueException("percentage", text, expected);
    }

    /** From a ratio: 0.025 is 2.5 %. Rounded to parts per million. */
    public static Percent ofRatio(double ratio) {
        return new Percent(Math.toIntExact(Math.round(ratio * MILLION)));
    }

    /** 0.025 for 2.5 %. */
    public double ratio() {
        return partsPerMillion / (double) MILLION;
    }

    @Override
    public int compareTo(Percent other) {
        return Integer.compare(partsPerMillion, other.partsPerMillion);
    }

    /** Without trailing zeros: {@code 2.5%}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(partsPerMillion, 4).stripTrailingZeros().toPlainString() + "%";
    }
}
